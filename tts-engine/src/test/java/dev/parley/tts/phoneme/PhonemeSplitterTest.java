package dev.parley.tts.phoneme;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PhonemeSplitterTest {
  @Test
  void shortPhonemesStayWhole() {
    assertThat(PhonemeSplitter.split("həlˈO ðˈɛɹ.")).containsExactly("həlˈO ðˈɛɹ.");
    assertThat(PhonemeSplitter.split("")).isEmpty();
  }

  @Test
  void longOnesAreCutBehindAClause() {
    String clause = "wˈʌn tˈu θɹˈi, fˈɔɹ fˈIv";
    List<String> parts = PhonemeSplitter.split((clause + " ").repeat(40).strip());
    assertThat(parts).hasSizeGreaterThan(2);
    assertThat(parts.getFirst()).endsWith(",");
    assertThat(String.join(" ", parts)).isEqualTo((clause + " ").repeat(40).strip());
    assertThat(parts).allMatch(part -> part.length() <= PhonemeSplitter.LONGEST);
  }

  @Test
  void withoutAClauseBetweenWordsWithoutABlankAnywhere() {
    assertThat(PhonemeSplitter.split("tˈu ".repeat(300).strip()))
        .allMatch(part -> part.endsWith("tˈu") && part.startsWith("tˈu"));
    assertThat(PhonemeSplitter.split("u".repeat(1_000)))
        .extracting(String::length)
        .containsExactly(400, 400, 200);
  }
}
