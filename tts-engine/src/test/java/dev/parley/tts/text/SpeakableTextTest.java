package dev.parley.tts.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class SpeakableTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '\u0001',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "**Yes**, it is *very* good.#Yes, it is very good.",
        "__Bold__, _slanted_ and ~~gone~~.#Bold, slanted and gone.",
        "***all***#all",
        "Use `git log` here.#Use git log here.",
        "See [the page](https://example.org/a_b?c=1) now.#See the page now.",
        "![A cat](cat.png) sleeps.#A cat sleeps.",
        "Read <https://example.org> first.#Read https://example.org> first.",
        "One<br>two</b>.#One two .",
        "It rains.[1] It pours [2, 3].【4†source】#It rains. It pours .",
        "A note[^a] ends.#A note ends.",
        "Great![1] Yes!#Great! Yes!",
        "- milk#milk",
        "- [x] milk#milk",
        "a <!-- hidden --> b#a   b",
        "* milk#milk",
        "  • milk#milk",
        "> > quoted#quoted",
        "Nice \uD83D\uDE00 day \uD83D\uDC4D\uD83C\uDFFD!#Nice  day !",
        "\uD83C\uDDE9\uD83C\uDDEA flag#" + " flag",
        "a \\* b#a * b",
        "2*3 and 2 * 3 and file_name#2*3 and 2 * 3 and file_name",
        "I <3 you, 3 > 2.#I <3 you, 3 > 2.",
        "1. First#1. First",
        "Costs $5 & 10 %, C++.#Costs $5 & 10 %, C++.",
      })
  void dropsWhatIsForTheEye(String written, String spoken) {
    assertThat(SpeakableText.of(written).text()).isEqualTo(spoken);
  }

  @Test
  void headingsKeepTheirWords() {
    assertThat(SpeakableText.of("## Results\nGood. #1 of 2").text())
        .isEqualTo("Results\nGood. #1 of 2");
  }

  @Test
  void fencesAndRulesGoWithTheirLine() {
    assertThat(SpeakableText.of("Try:\n```java\nrun it\n```\n---\nDone.").text())
        .isEqualTo("Try:\n\nrun it\n\n\nDone.");
  }

  @Test
  void tablesAreReadCellByCell() {
    assertThat(SpeakableText.of("| a | b |\n|---|:-:|\n| 1 | 2 |").text())
        .isEqualTo(", a , b ,\n\n, 1 , 2 ,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "...", " \n", "\uD83D\uDE00!", "***", "[1].", "---\n"})
  void someTextHasNothingToSpeak(String written) {
    assertThat(SpeakableText.of(written).isSpeakable()).isFalse();
  }

  @Test
  void charactersRememberWhereTheyStood() {
    String written = "**Go** to [the \uD83D\uDE00 page](x), 2.";
    SpeakableText speakable = SpeakableText.of(written);

    assertThat(speakable.text()).isEqualTo("Go to the  page, 2.");
    for (int i = 0; i < speakable.text().length(); i++) {
      assertThat(written.charAt(speakable.source(i))).isEqualTo(speakable.text().charAt(i));
    }
    assertThat(speakable.source(speakable.text().length())).isEqualTo(written.length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "](", "<a", "*", "> ", "【", "|", "\\", "`", "![", "-", "\uD83D"})
  void longDecorationsTakeLinearTime(String decoration) {
    String written = decoration.repeat(200_000);
    assertThat(SpeakableText.of(written).text().length()).isLessThanOrEqualTo(written.length());
  }
}
