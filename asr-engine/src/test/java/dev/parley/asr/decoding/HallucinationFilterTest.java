package dev.parley.asr.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.asr.decoding.DecodedWindow.Verdict;
import dev.parley.asr.decoding.HallucinationFilter.Evidence;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class HallucinationFilterTest {
  private final HallucinationFilter filter = new HallucinationFilter();

  @Test
  void stockPhrasesAreKnownInTheirLanguage() {
    assertThat(filter.isStockPhrase(" Thanks for watching!", "en")).isTrue();
    assertThat(filter.isStockPhrase(" Thank you. Thank you.", "")).isTrue();
    assertThat(filter.isStockPhrase(" Untertitel der Amara.org-Community", "de")).isTrue();
    assertThat(filter.isStockPhrase("ご視聴ありがとうございました。", "ja")).isTrue();
    assertThat(filter.isStockPhrase(" Sous-titres réalisés par Julien", "fr")).isTrue();
    assertThat(filter.isStockPhrase(" Subtitles by the Amara.org community", "sk")).isTrue();
    assertThat(filter.isStockPhrase(" Thanks for watching the dog.", "en")).isFalse();
    assertThat(filter.isStockPhrase(" Oh", "de")).isFalse();
    assertThat(filter.isStockPhrase("", "en")).isFalse();
  }

  @Test
  void aStockPhraseIsDroppedOnlyWhereNobodySpeaks() {
    assertThat(judge(" Thank you.", -0.2, 0.7, OptionalDouble.empty())).isEqualTo(Verdict.SILENCE);
    assertThat(judge(" Thank you.", -0.2, 0.1, OptionalDouble.empty())).isEqualTo(Verdict.ACCEPTED);
    assertThat(judge(" Thank you.", -0.2, 0.4, OptionalDouble.empty())).isEqualTo(Verdict.ACCEPTED);
    assertThat(judge(" Thank you.", -0.6, 0.4, OptionalDouble.empty())).isEqualTo(Verdict.SILENCE);
    assertThat(judge(" Thank you.", -0.6, 0.1, OptionalDouble.of(0.2))).isEqualTo(Verdict.SILENCE);
    assertThat(judge(" Thank you.", -0.6, 0.1, OptionalDouble.of(0.9))).isEqualTo(Verdict.ACCEPTED);
    assertThat(judge(" Thank you.", -0.1, 0.1, OptionalDouble.of(0.2))).isEqualTo(Verdict.ACCEPTED);
    assertThat(judge(" Take the train.", -0.6, 0.9, OptionalDouble.of(0.1)))
        .isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void endlessRepetitionIsDoubtful() {
    assertThat(HallucinationFilter.repeats("no no no no, I said no no no")).isFalse();
    assertThat(HallucinationFilter.repeats("no ".repeat(10))).isTrue();
    assertThat(HallucinationFilter.repeats("So I said, what do I do. ".repeat(5))).isTrue();
    assertThat(HallucinationFilter.repeats("What do I do. ".repeat(3))).isFalse();
    assertThat(HallucinationFilter.repeats("")).isFalse();
  }

  @Test
  void moreTokensThanAnyoneCanSayAreDoubtful() {
    assertThat(filter.judge(evidence("a b c", 40, 2))).isEqualTo(Verdict.DOUBTFUL);
    assertThat(filter.judge(evidence("a b c", 38, 2))).isEqualTo(Verdict.ACCEPTED);
    assertThat(filter.judge(evidence("a b c", 15, 0.1))).isEqualTo(Verdict.ACCEPTED);
  }

  private static Evidence evidence(String text, int tokens, double seconds) {
    return new Evidence(text, "en", tokens, -0.2, 0, OptionalDouble.empty(), seconds);
  }

  private Verdict judge(
      String text, double averageLogProbability, double noSpeech, OptionalDouble voice) {
    return filter.judge(new Evidence(text, "en", 4, averageLogProbability, noSpeech, voice, 3));
  }
}
