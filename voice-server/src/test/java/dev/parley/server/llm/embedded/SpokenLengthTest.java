package dev.parley.server.llm.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class SpokenLengthTest {
  private static String spoken(String text, int pieceLength) {
    SpokenLength length = new SpokenLength();
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < text.length() && !length.isComplete(); i += pieceLength) {
      result.append(length.accept(text.substring(i, Math.min(text.length(), i + pieceLength))));
    }
    return result.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "One. Two! Three? Four.|One. Two!",
        "Only one sentence.|Only one sentence.",
        "It costs 3.50 today. Good. Fine.|It costs 3.50 today. Good.",
        "Dr. Smith met Mr. J. Jones. They talked. They left.|Dr. Smith met Mr. J. Jones. They talked.",
        "He said \"Stop.\" Then he left. And then?|He said \"Stop.\" Then he left.",
        "No end here|No end here"
      })
  void endsAfterTwoSentencesHoweverTheTextArrives(String text, String expected) {
    for (int pieceLength = 1; pieceLength <= text.length(); pieceLength++) {
      assertThat(spoken(text, pieceLength)).isEqualTo(expected);
    }
  }

  @Test
  void aLongSentenceIsEnough() {
    String first = "This is a sentence " + "with many words ".repeat(12) + "in it.";

    assertThat(spoken(first + " And another. And more.", 3)).isEqualTo(first);
  }

  @Test
  void aLineBreakEndsTheAnswer() {
    assertThat(spoken(" Here is a list:\n- one\n- two", 4)).isEqualTo("Here is a list:");
  }
}
