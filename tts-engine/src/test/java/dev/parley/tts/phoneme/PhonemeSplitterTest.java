package dev.parley.tts.phoneme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.tts.phoneme.PhonemeSplitter.Part;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PhonemeSplitterTest {
  @Test
  void shortPhonemesStayWhole() {
    assertThat(split("həlˈO ðˈɛɹ.")).containsExactly("həlˈO ðˈɛɹ.");
    assertThat(split("")).isEmpty();
  }

  @Test
  void longOnesAreCutBehindAClause() {
    String clause = "wˈʌn tˈu θɹˈi, fˈɔɹ fˈIv";
    List<String> parts = split((clause + " ").repeat(40).strip());
    assertThat(parts).hasSizeGreaterThan(2);
    assertThat(parts.getFirst()).endsWith(",");
    assertThat(String.join(" ", parts)).isEqualTo((clause + " ").repeat(40).strip());
    assertThat(parts).allMatch(part -> part.length() <= PhonemeSplitter.LONGEST);
  }

  @Test
  void withoutAClauseBetweenWordsWithoutABlankAnywhere() {
    assertThat(split("tˈu ".repeat(300).strip()))
        .allMatch(part -> part.endsWith("tˈu") && part.startsWith("tˈu"));
    assertThat(split("u".repeat(1_000))).extracting(String::length).containsExactly(400, 400, 200);
  }

  @Test
  void partsKnowWhereTheyStart() {
    String phonemes = " " + "tˈu, ".repeat(200).strip();

    List<Part> parts = PhonemeSplitter.split(phonemes);

    assertThat(parts).hasSizeGreaterThan(1);
    for (Part part : parts) {
      assertThat(phonemes.substring(part.start())).startsWith(part.phonemes());
    }
  }

  private static List<String> split(String phonemes) {
    return PhonemeSplitter.split(phonemes).stream().map(Part::phonemes).toList();
  }
}
