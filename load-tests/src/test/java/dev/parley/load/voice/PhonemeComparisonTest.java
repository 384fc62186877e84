package dev.parley.load.voice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PhonemeComparisonTest {
  @Test
  void countsSentencesAndWordsAndListsWhatDiffers() {
    PhonemeComparison comparison = new PhonemeComparison();

    comparison.add("Hello there.", "həlˈO ðˈɛɹ.", "həlˈO ðˈɛɹ.");
    comparison.add("To be read.", "tə bi ɹˈid.", "tə bi ɹˈɛd.");
    comparison.add("A B", "A", "A B");

    String table = comparison.table("theirs").toString().replaceAll(" +", " ");
    assertThat(table).contains("| sentences | 3 | 1 | 33.3 |", "| words | 7 | 5 | 71.4 |");
    assertThat(comparison.listing())
        .doesNotContain("Hello")
        .contains("- To be read.\n  - Parley: tə bi ɹˈid.\n  - theirs: tə bi ɹˈɛd.\n- A B");
  }
}
