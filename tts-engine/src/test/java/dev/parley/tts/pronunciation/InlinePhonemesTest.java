package dev.parley.tts.pronunciation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.tts.pronunciation.Pronunciation.Sounds;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class InlinePhonemesTest {
  @Test
  void findsWordsWithTheirPhonemes() {
    String text = "A [tomato](/təˈmɑːtəʊ/) and [Kokoro](/kˈOkəɹO/).";

    assertThat(InlinePhonemes.in(text))
        .containsExactly(
            new Replacement(2, 23, new Sounds(Alphabet.IPA, "təˈmɑːtəʊ")),
            new Replacement(28, 47, new Sounds(Alphabet.MISAKI, "kˈOkəɹO")));
  }

  @Test
  void linksAreNone() {
    assertThat(InlinePhonemes.in("[a](/b/c/) [a](b) [a](//) [](/a/) [a] (/b/) [a](/ /) a(/b/)"))
        .isEmpty();
  }

  @Test
  void theWordsRemainForEyes() {
    assertThat(InlinePhonemes.withoutIn("A [tomato](/təˈmɑːtəʊ/) or [two](/tuː/)."))
        .isEqualTo("A tomato or two.");
    assertThat(InlinePhonemes.withoutIn("A [tomato](/təˈmɑːtəʊ/) or [two"))
        .isEqualTo("A tomato or two");
  }

  @Test
  void takesAnyTextInLinearTime() {
    assertThat(InlinePhonemes.in("[".repeat(500_000) + "[a](/".repeat(100_000))).isEmpty();
  }
}
