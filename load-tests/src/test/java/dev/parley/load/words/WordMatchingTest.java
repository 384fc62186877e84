package dev.parley.load.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.asr.Word;
import dev.parley.load.figures.MarkdownTable;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
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
    List<Utterance> said =
        List.of(
            Utterance.of(1_600, 16_000, "GOOD MORNING"),
            Utterance.of(32_000, 48_000, "BYE"),
            Utterance.of(64_000, 80_000, "SEE YOU"));
    errors.add(
        said,
        List.of(
            Bounds.of(said.get(0)),
            new Bounds(OptionalLong.of(32_000), OptionalLong.empty()),
            Bounds.of(said.get(2))),
        List.of(
            new Word("Good", 3_200, 8_000, 1),
            new Word("morning.", 8_000, 15_840, 1),
            new Word("Bye!", 32_000, 48_000, 1),
            new Word("Sea", 70_000, 71_000, 1),
            new Word("you.", 71_000, 79_680, 1)));
    MarkdownTable table = BoundaryErrors.table("utterances");
    errors.row(table, "case", "bounds");

    assertThat(table.toString().lines().toList().getLast().replaceAll(" +", " "))
        .isEqualTo("| case | bounds | 3 | 2 | 50 / 95 | 50 | 2 | 15 / 20 | -15 |");
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
