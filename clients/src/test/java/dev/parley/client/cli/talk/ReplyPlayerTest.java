package dev.parley.client.cli.talk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.client.audio.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("unit")
@Timeout(30)
class ReplyPlayerTest {
  private static final PcmFormat FORMAT = new PcmFormat(24_000);

  private final VirtualClock clock = new VirtualClock();
  private final List<String> reports = Collections.synchronizedList(new ArrayList<>());
  private final List<PcmFrame> recording = Collections.synchronizedList(new ArrayList<>());

  @Test
  void playsAtThePaceOfSpeechAndReportsProgress() throws InterruptedException {
    Duration start = clock.now();
    try (ReplyPlayer player = player(new SimulatedOutput(clock))) {
      player.add("r1", silence(500), false);
      player.add("r1", silence(0), true);
      player.start();
      player.awaitQuiet();
    }

    assertThat(clock.now().minus(start)).isEqualTo(Duration.ofMillis(500));
    assertThat(reports).containsExactly("r1 200", "r1 400", "r1 500 finished");
    assertThat(recording.stream().mapToInt(PcmFrame::length).sum()).isEqualTo(12_000);
  }

  @Test
  void dropsWhatWasNotHeardAndPlaysTheNextReply() throws InterruptedException {
    try (ReplyPlayer player = player(new SimulatedOutput(clock))) {
      player.hold(true);
      player.start();
      player.add("r1", silence(400), true);
      player.drop("r1");
      player.add("r2", silence(100), true);
      player.awaitQuiet();
    }

    assertThat(reports).containsExactly("r2 100 finished");
    assertThat(recording.stream().mapToInt(PcmFrame::length).sum()).isEqualTo(2_400);
  }

  @Test
  void holdsThePlaybackWhileTheServerDecides() throws InterruptedException {
    CountDownLatch played = new CountDownLatch(1);
    ReplyOutput output =
        new ReplyOutput() {
          @Override
          public void play(PcmFrame frame) {
            played.countDown();
          }

          @Override
          public void drain() {}

          @Override
          public void drop() {}

          @Override
          public void close() {}
        };
    try (ReplyPlayer player = player(output)) {
      player.hold(true);
      player.start();
      player.add("r1", silence(20), true);
      assertThat(player.isQuiet()).isFalse();
      player.hold(false);
      played.await();
      player.awaitQuiet();
    }
  }

  @Test
  void endsRepliesThatTheServerLeftOpen() throws InterruptedException {
    try (ReplyPlayer player = player(new SimulatedOutput(clock))) {
      player.start();
      player.add("r1", silence(40), false);
      player.endOfReplies();
      player.awaitQuiet();
    }

    assertThat(reports).containsExactly("r1 40 finished");
  }

  private ReplyPlayer player(ReplyOutput output) {
    return new ReplyPlayer(
        output,
        recording::add,
        (replyId, played, finished) ->
            reports.add(replyId + " " + played.toMillis() + (finished ? " finished" : "")));
  }

  private static PcmFrame silence(int milliseconds) {
    return PcmFrame.of(FORMAT, 0, new float[FORMAT.sampleRate() / 1_000 * milliseconds]);
  }
}
