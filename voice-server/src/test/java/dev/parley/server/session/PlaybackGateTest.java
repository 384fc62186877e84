package dev.parley.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.tts.Markup;
import dev.parley.tts.SpokenWord;
import dev.parley.tts.SynthesizedAudio;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PlaybackGateTest {
  private static final PcmFormat FORMAT = new PcmFormat(24_000);

  private final PlaybackGate gate = new PlaybackGate(FORMAT, Markup.PLAIN, 0);
  private long now;

  @Test
  void sendsAtThePaceOfSpeechWithABoundedLead() {
    gate.add(piece(0, 0, "Hello there my friend.", Duration.ofSeconds(2)));
    assertThat(sendDue()).isBetween(500L, 540L);
    pass(Duration.ofMillis(400));
    assertThat(sendDue()).isBetween(380L, 420L);
    gate.complete();
    run(Duration.ofMillis(1_100));
    assertThat(gate.isSent()).isTrue();
    assertThat(gate.isFinished(now)).isFalse();
    pass(Duration.ofMillis(501));
    assertThat(gate.isFinished(now)).isTrue();
    assertThat(gate.heardText(now)).isEqualTo("Hello there my friend.");
  }

  @Test
  void tellsWhenToAskAgain() {
    gate.add(piece(0, 0, "Hello.", Duration.ofSeconds(1)));
    gate.complete();
    int asked = 0;
    while (!gate.isFinished(now)) {
      sendDue();
      now += gate.nextCheck(now).orElse(0);
      assertThat(++asked).isLessThan(100);
    }
    assertThat(Duration.ofNanos(now)).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1_010));
  }

  @Test
  void aPauseStopsSendingAndTheListenersClock() {
    gate.add(piece(0, 0, "one two three four", Duration.ofSeconds(4)));
    sendDue();
    pass(Duration.ofMillis(300));
    gate.pause(now);
    long heard = gate.heardPosition(now);
    pass(Duration.ofSeconds(5));
    assertThat(sendDue()).isZero();
    assertThat(gate.heardPosition(now)).isEqualTo(heard);
    assertThat(gate.nextCheck(now)).isEmpty();
    gate.resume(now);
    assertThat(sendDue()).isPositive();
  }

  @Test
  void aListenerThatIsCutOffHearsNothingAndGoesOnWithWhatItMissed() {
    gate.add(piece(0, 0, "one two three four", Duration.ofSeconds(4)));
    gate.complete();
    run(Duration.ofSeconds(2));
    gate.freeze(now, Duration.ofMillis(1_500));
    pass(Duration.ofSeconds(30));
    assertThat(sendDue()).isZero();
    assertThat(gate.nextCheck(now)).isEmpty();
    assertThat(gate.isFinished(now)).isFalse();
    assertThat(gate.heardPosition(now)).isEqualTo(FORMAT.samples(Duration.ofMillis(1_500)));
    assertThat(gate.heardText(now)).isEqualTo("one");

    gate.thaw(now, Duration.ofMillis(1_800));
    assertThat(gate.heardPosition(now)).isEqualTo(FORMAT.samples(Duration.ofMillis(1_800)));
    // What is under way again is enough of a lead.
    assertThat(sendDue()).isZero();
    run(Duration.ofMillis(1_900));
    assertThat(gate.isFinished(now)).isFalse();
    run(Duration.ofMillis(400));
    assertThat(gate.isFinished(now)).isTrue();
  }

  @Test
  void aListenerThatReportsGetsItsTimeAgainAfterACut() {
    gate.add(piece(0, 0, "one", Duration.ofMillis(400)));
    gate.complete();
    sendDue();
    gate.report(Duration.ofMillis(100), false);
    pass(Duration.ofSeconds(1));
    gate.freeze(now, Duration.ofMillis(400));
    pass(Duration.ofSeconds(30));
    gate.thaw(now, Duration.ofMillis(400));
    assertThat(gate.isFinished(now)).isFalse();
    gate.report(Duration.ofMillis(400), true);
    assertThat(gate.isFinished(now)).isTrue();
  }

  @Test
  void wordsAreHeardWhole() {
    gate.add(piece(0, 0, "one two three four", Duration.ofSeconds(4)));
    run(Duration.ofMillis(1_900));
    assertThat(gate.heardText(now)).isEqualTo("one two");
    run(Duration.ofSeconds(1));
    assertThat(gate.heardText(now)).isEqualTo("one two");
    run(Duration.ofMillis(400));
    assertThat(gate.heardText(now)).isEqualTo("one two three");
  }

  @Test
  void wordTimesDecideWhereTheEngineGivesThem() {
    PcmFrame audio = PcmFrame.of(FORMAT, 0, new float[48_000]);
    List<SpokenWord> words =
        List.of(new SpokenWord(0, 3, 0, 12_000), new SpokenWord(4, 7, 12_000, 48_000));
    gate.add(new SynthesizedAudio(0, 0, "one two", audio, words));
    run(Duration.ofMillis(249));
    assertThat(gate.heardText(now)).isEmpty();
    run(Duration.ofMillis(2));
    assertThat(gate.heardText(now)).isEqualTo("one");
    run(Duration.ofMillis(1_100));
    assertThat(gate.heardText(now)).isEqualTo("one two");
  }

  @Test
  void theClientsReportOverridesTheClock() {
    gate.add(piece(0, 0, "one two three four", Duration.ofSeconds(4)));
    run(Duration.ofSeconds(3));
    gate.report(Duration.ofMillis(1_300), false);
    assertThat(gate.heardText(now)).isEqualTo("one");
    gate.report(Duration.ofHours(1), false);
    assertThat(FORMAT.duration(gate.heardPosition(now))).isEqualTo(gate.sentDuration());
    gate.report(Duration.ZERO, false);
    assertThat(FORMAT.duration(gate.heardPosition(now))).isEqualTo(gate.sentDuration());
  }

  @Test
  void aClientThatReportsEndsTheReplyItself() {
    gate.add(piece(0, 0, "one", Duration.ofSeconds(1)));
    gate.complete();
    gate.report(Duration.ZERO, false);
    run(Duration.ofMillis(1_500));
    assertThat(gate.isFinished(now)).isFalse();
    gate.report(Duration.ofSeconds(1), true);
    assertThat(gate.isFinished(now)).isTrue();
  }

  @Test
  void aClientThatStopsReportingDoesNotHoldTheReplyForEver() {
    gate.add(piece(0, 0, "one", Duration.ofSeconds(1)));
    gate.complete();
    gate.report(Duration.ZERO, false);
    run(Duration.ofSeconds(5));
    assertThat(gate.isFinished(now)).isTrue();
  }

  @Test
  void aReplyWithoutAudioIsFinishedAtOnce() {
    gate.complete();
    assertThat(gate.isFinished(now)).isTrue();
    assertThat(gate.wholeText()).isEmpty();
  }

  @Test
  void aLatePieceDoesNotCountAsHeardEarly() {
    gate.add(piece(0, 0, "one ", Duration.ofSeconds(1)));
    run(Duration.ofSeconds(3));
    gate.add(piece(1, 4, "two", Duration.ofSeconds(1)));
    sendDue();
    assertThat(gate.heardText(now)).isEqualTo("one ");
  }

  private void run(Duration time) {
    for (long end = now + time.toNanos(); now < end; now = Math.min(now + 10_000_000, end)) {
      sendDue();
    }
    sendDue();
  }

  private long sendDue() {
    long milliseconds = 0;
    for (var chunk = gate.next(now); chunk != null; chunk = gate.next(now)) {
      milliseconds += FORMAT.milliseconds(chunk.audio().length());
    }
    return milliseconds;
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private static SynthesizedAudio piece(
      int segment, int textStart, String text, Duration duration) {
    float[] samples = new float[Math.toIntExact(FORMAT.samples(duration))];
    long position = segment * FORMAT.samples(duration);
    return new SynthesizedAudio(
        segment, textStart, text, PcmFrame.of(FORMAT, position, samples), List.of());
  }
}
