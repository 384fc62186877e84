package dev.parley.tts.espeak;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.inference.store.ModelStore;
import dev.parley.tts.phoneme.Phonemes;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("model")
class EspeakPhonemizerTest {
  private static final EspeakPhonemizer ENGLISH = phonemizer("en-us");

  @Test
  void fiveLanguagesSoundAsEspeakSaysThem() throws IOException {
    assertThat(sentences())
        .hasSize(50)
        .allSatisfy(
            row ->
                assertThat(phonemizer(row[0]).phonemize(row[1]).symbols())
                    .as(row[1])
                    .isEqualTo(row[2]));
  }

  @Test
  void threadsAndLanguagesDoNotDisturbEachOther() throws IOException {
    List<String[]> sentences = sentences();

    List<String> said =
        IntStream.range(0, 400)
            .parallel()
            .mapToObj(i -> sentences.get(i * 17 % 50))
            .map(row -> phonemizer(row[0]).phonemize(row[1]).symbols())
            .toList();

    assertThat(said)
        .isEqualTo(IntStream.range(0, 400).mapToObj(i -> sentences.get(i * 17 % 50)[2]).toList());
  }

  @Test
  void wordsAndMarksKeepTheirPlaces() {
    String text = "Wait, what? He said: \"yes!\" Right... (No) — fine";

    Phonemes phonemes = ENGLISH.phonemize(text);

    assertThat(phonemes.symbols()).isEqualTo("wˈeɪt, wˌʌt? hiː sˈɛd: jˈɛs! ɹˈaɪt. nˈoʊ; fˈaɪn");
    assertThat(phonemes.tokens())
        .extracting(token -> text.substring(token.start(), token.end()).strip())
        .containsExactly(
            "Wait", ",", "what", "?", "He", "said", ":", "yes", "!\"", "Right", "...", "No", ") —",
            "fine");
  }

  @Test
  void wordsThatAreDrawnTogetherAndNumbersAreTold() {
    String text = "One of the best: in 1984, don't you think that it is?";

    Phonemes phonemes = ENGLISH.phonemize(text);

    assertThat(phonemes.symbols()).contains("ʌvðə");
    assertThat(phonemes.tokens())
        .filteredOn(token -> token.phonemes().codePoints().anyMatch(Character::isLetter))
        .extracting(token -> text.substring(token.start(), token.end()) + "=" + token.phonemes())
        .containsExactly(
            "One=wˈʌn",
            "of=ʌv",
            "the=ðə",
            "best=bˈɛst",
            "in=ɪn",
            "1984=nˈaɪntiːnhˈʌndɹɪd ˈeɪɾi fˈɔːɹ",
            "don't=dˈoʊnt",
            "you=juː",
            "think=θˈɪŋk",
            "that=ðˌɐɾ",
            "it=ɪt",
            "is=ɪz");
  }

  @Test
  void foreignWordsComeWithoutFlags() {
    assertThat(phonemizer("fr-fr").phonemize("Le week-end !").symbols())
        .isEqualTo("lə- wˈiːkˈɛnd!");
  }

  @Test
  void anyTextIsAccepted() {
    assertThat(ENGLISH.phonemize("")).isEqualTo(Phonemes.NONE);
    assertThat(ENGLISH.phonemize(" \n ... ?! —")).isEqualTo(Phonemes.NONE);
    assertThat(ENGLISH.phonemize("a\u0000b \uD800 c\u0001").symbols()).isEqualTo("ɐ bˈiː sˈiː");
    assertThat(ENGLISH.phonemize("word ".repeat(5_000)).symbols()).startsWith("wˈɜːd wˈɜːd");
  }

  @Test
  void anAbbreviationAtTheEndDoesNotLeakIntoTheNextText() {
    phonemizer("es").phonemize("Sr..");

    assertThat(phonemizer("es").phonemize("niño").symbols()).isEqualTo("nˈiɲo");
  }

  @Test
  void refusesUnknownLanguagesWithASentence() {
    for (String voice : List.of("xx", "", "../de", "de\n")) {
      assertThatThrownBy(() -> phonemizer(voice))
          .isInstanceOf(EspeakUnavailableException.class)
          .hasMessageContaining("espeak-ng has no voice for '" + voice + "'")
          .hasMessageContaining("'de'");
    }
    assertThat(ENGLISH.phonemize("Still here.").symbols()).isEqualTo("stˈɪl hˈɪɹ.");
  }

  private static EspeakPhonemizer phonemizer(String voice) {
    return EspeakPhonemizer.load(ModelStore.standard(), voice);
  }

  private static List<String[]> sentences() throws IOException {
    try (InputStream tsv =
        Objects.requireNonNull(EspeakPhonemizerTest.class.getResourceAsStream("phonemes.tsv"))) {
      return new String(tsv.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t"))
          .toList();
    }
  }
}
