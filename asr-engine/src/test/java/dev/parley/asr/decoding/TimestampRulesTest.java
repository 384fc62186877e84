package dev.parley.asr.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.asr.decoding.Segments.Segment;
import dev.parley.asr.token.SpecialTokens;
import dev.parley.asr.token.TestTokenizers;
import dev.parley.asr.token.TokenList;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Text tokens are letters here; timestamp n is `at(n)`.
@Tag("unit")
class TimestampRulesTest {
  private static final int LAST = 200;

  @TempDir Path folder;
  private SpecialTokens special;

  @BeforeEach
  void read() {
    special = TestTokenizers.of(folder).special();
  }

  @Test
  void beginsWithAnEarlyTimestamp() {
    assertThat(allowed()).containsExactly(IntStream.rangeClosed(at(0), at(50)).toArray());
  }

  @Test
  void goesOnWithTextAfterTheFirstTimestamp() {
    assertThat(allowed(at(0))).contains('a', special.endOfText());
    assertThat(timestamps(allowed(at(0)))).isEmpty();
  }

  @Test
  void neverGoesBackAndMakesNoEmptySegment() {
    assertThat(timestamps(allowed(at(10), 'a')))
        .containsExactly(IntStream.rangeClosed(at(11), at(LAST)).toArray());
  }

  @Test
  void pairsTimestamps() {
    assertThat(allowed(at(10), 'a', at(30)))
        .contains(at(30), at(31), special.endOfText())
        .doesNotContain('a', at(29));
    assertThat(allowed(at(10), 'a', at(30), at(30))).contains('b');
    assertThat(timestamps(allowed(at(10), 'a', at(30), at(30)))).isEmpty();
  }

  @Test
  void endsWithTheAudio() {
    assertThat(allowed(at(10), 'a', at(LAST))).containsExactly(special.endOfText());
  }

  @Test
  void prefersATimestampThatIsLikelierThanAnyText() {
    float[] scores = new float[vocabulary()];
    scores['b'] = 3;

    new TimestampRules(special, LAST).apply(scores, tokens(at(0), 'a'));

    assertThat(scores['b']).isEqualTo(Float.NEGATIVE_INFINITY);
    scores = new float[vocabulary()];
    scores['b'] = 10;
    new TimestampRules(special, LAST).apply(scores, tokens(at(0), 'a'));
    assertThat(scores['b']).isEqualTo(10);
  }

  @Test
  void segmentsEndWhereTheNextBegins() {
    assertThat(segments(at(0), 'a', at(50), at(60), 'b', at(90), at(90)))
        .isEqualTo(new Segments(List.of(new Segment(0, 3, 0, 50), new Segment(3, 6, 60, 90)), 90));
  }

  @Test
  void aSingleTimestampAtTheEndConsumesTheWindow() {
    assertThat(segments(at(0), 'a', at(50), at(60), 'b', at(90)).consumed()).isEqualTo(LAST);
    assertThat(segments(at(0), 'a', at(50)))
        .isEqualTo(new Segments(List.of(new Segment(0, 3, 0, 50)), LAST));
  }

  @Test
  void anUnfinishedSegmentIsLeftToTheNextWindow() {
    Segments segments = segments(at(0), 'a', at(50), at(60), 'b');

    assertThat(segments.segments()).containsExactly(new Segment(0, 3, 0, 50));
    assertThat(segments.consumed()).isEqualTo(50);
  }

  @Test
  void textWithoutTimestampsFillsTheWindow() {
    assertThat(segments('a', 'b'))
        .isEqualTo(new Segments(List.of(new Segment(0, 2, 0, LAST)), LAST));
    assertThat(segments().segments()).isEmpty();
  }

  private Segments segments(int... tokens) {
    TokenList list = tokens(tokens);
    return Segments.of(
        Hypothesis.of(list, new double[list.size()], list.size(), Hypothesis.Ending.COMPLETE),
        special,
        LAST);
  }

  /// What may come after `tokens` if text and timestamps are equally likely each as a whole.
  private int[] allowed(int... tokens) {
    float[] scores = new float[vocabulary()];
    Arrays.fill(scores, 0, special.firstTimestamp(), 10);
    new TimestampRules(special, LAST).apply(scores, tokens(tokens));
    return IntStream.range(0, scores.length)
        .filter(token -> scores[token] != Float.NEGATIVE_INFINITY)
        .toArray();
  }

  private int[] timestamps(int... tokens) {
    return Arrays.stream(tokens).filter(special::isTimestamp).toArray();
  }

  private int at(int timestamp) {
    return special.firstTimestamp() + timestamp;
  }

  private int vocabulary() {
    return special.firstTimestamp() + 1501;
  }

  private static TokenList tokens(int... tokens) {
    TokenList list = new TokenList();
    list.addAll(tokens);
    return list;
  }
}
