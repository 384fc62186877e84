package dev.parley.load.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.asr.Word;
import dev.parley.load.figures.MarkdownTable;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class WordMatchingTest {
  @Test
  void findsWordsBesideMissingWrongAndAdditionalOnes() {
    assertThat(
            WordMatching.match(
                List.of("the", "quick", "brown", "fox"), List.of("oh", "the", "brawn", "fox")))
        .containsExactly(
            OptionalInt.of(1), OptionalInt.empty(), OptionalInt.of(2), OptionalInt.of(3));
    assertThat(WordMatching.match(List.of("a"), List.of())).containsExactly(OptionalInt.empty());
  }

  @Test
  void wordsAreComparedWithoutCaseAndPunctuation() {
    assertThat(WordMatching.normalized("Don't,")).isEqualTo("dont");
    assertThat(WordMatching.normalized("Käse!")).isEqualTo("käse");
    assertThat(WordMatching.normalized("…")).isEmpty();
  }

  @Test
  void measuresFirstAndLastWordsOfUtterances() {
    BoundaryErrors errors = new BoundaryErrors();
    errors.add(
        List.of(Utterance.of(1_600, 16_000, "GOOD MORNING"), Utterance.of(32_000, 48_000, "BYE")),
        List.of(
            new Word("Good", 3_200, 8_000, 1),
            new Word("morning.", 8_000, 15_840, 1),
            new Word("Bye!", 32_000, 48_000, 1)));
    MarkdownTable table = BoundaryErrors.table();
    errors.row(table, "case");

    assertThat(table.toString().lines().toList().getLast().replaceAll(" +", " "))
        .isEqualTo("| case | 2 | 2 | 50 / 95 | 50 | 2 | 5 / 10 | -5 |");
  }

  @Test
  void joinsRecordingsWithKnownSilence() {
    Joined joined =
        Joined.of(
            List.of(
                new Joined.Part(new float[] {1, 1}, "ONE"),
                new Joined.Part(new float[] {0.5f}, "AND - TWO")));

    assertThat(joined.utterances())
        .containsExactly(
            new Utterance(8_000, 8_002, List.of("one")),
            new Utterance(12_802, 12_803, List.of("and", "two")));
    assertThat(joined.samples()).hasSize(12_803 + 16_000);
    assertThat(joined.samples()[8_001]).isEqualTo(1);
    assertThat(joined.samples()[12_802]).isEqualTo(0.5f);
  }
}
