package dev.parley.load.manners;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.proto.v1.Word;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SpokenWordsTest {
  private final SpokenWords words =
      new SpokenWords("The old house stood at the end of a narrow road.");

  @Test
  void countsTheWordsThatWereHeardAndNoMark() {
    assertThat(words.count("The old house, stood…")).isEqualTo(4);
    assertThat(words.count("The old house [interrupted by the user]")).isEqualTo(3);
    assertThat(words.count("")).isZero();
  }

  @Test
  void aWordHasBegunIfItsStartWasHeard() {
    List<Word> recognized = recognized("The old house stood at the");

    assertThat(words.begun(recognized, 0)).isZero();
    assertThat(words.begun(recognized, 1_001)).isEqualTo(3);
    assertThat(words.begun(recognized, 99_000)).isEqualTo(6);
  }

  @Test
  void wordsThatAreHeardWrongDoNotMoveTheOthers() {
    assertThat(words.begun(recognized("The cold has house stood"), 1_600)).isEqualTo(3);
  }

  /// Each word starts half a second behind the one before.
  private static List<Word> recognized(String text) {
    List<Word> words = new ArrayList<>();
    for (String word : text.split(" ", -1)) {
      words.add(Word.newBuilder().setText(word).setStartMs(500 * words.size()).build());
    }
    return words;
  }
}
