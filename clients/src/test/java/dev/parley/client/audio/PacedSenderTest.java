package dev.parley.client.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.file.UnreadableAudioException;
import dev.parley.audio.file.WavWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class PacedSenderTest {
  private static final int FRAME = 320;

  private final VirtualClock clock = new VirtualClock();
  private final Duration start = clock.now();
  private final List<Long> sentAt = new ArrayList<>();

  @Test
  void sendsAFrameWhenItsLastSampleWouldHaveBeenHeard() throws Exception {
    boolean complete =
        new PacedSender(Pace.REAL_TIME, clock)
            .send(
                frames(4),
                frame -> {
                  sentAt.add(clock.now().minus(start).toMillis());
                  if (frame.position() == FRAME) {
                    // A receiver that is late for once does not delay the rest.
                    clock.pass(Duration.ofMillis(30));
                  }
                  return true;
                });

    assertThat(complete).isTrue();
    assertThat(sentAt).containsExactly(20L, 40L, 70L, 80L);
  }

  @Test
  void sendsAtOnceIfAskedTo() throws Exception {
    new PacedSender(Pace.AS_FAST_AS_POSSIBLE, clock)
        .send(frames(3), frame -> sentAt.add(clock.now().minus(start).toMillis()));

    assertThat(sentAt).containsExactly(0L, 0L, 0L);
  }

  @Test
  void stopsWhenTheReceiverWantsNoMore() throws Exception {
    boolean complete =
        new PacedSender(Pace.REAL_TIME, clock).send(frames(9), frame -> frame.position() == 0);

    assertThat(complete).isFalse();
    assertThat(clock.now().minus(start)).isEqualTo(Duration.ofMillis(40));
  }

  @Test
  void readsFilesInFramesOfTwentyMilliseconds(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("tone.wav");
    try (WavWriter wav = WavWriter.create(file, PcmFormat.SPEECH)) {
      wav.write(PcmFrame.of(PcmFormat.SPEECH, 0, new float[FRAME * 200 + 1]));
    }

    List<PcmFrame> read = new ArrayList<>();
    try (FileSource source = FileSource.open(file, PcmFormat.SPEECH)) {
      new PacedSender(Pace.REAL_TIME, clock).send(source, read::add);
    }

    assertThat(read).hasSize(201).allMatch(frame -> frame.length() == FRAME);
    assertThat(read.getLast().position()).isEqualTo(FRAME * 200L);
  }

  @Test
  void reportsAFileThatBreaksOff(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("empty.wav");
    try (WavWriter _ = WavWriter.create(file, PcmFormat.SPEECH)) {
      assertThat(Files.exists(file)).isTrue();
    }

    try (FileSource source = FileSource.open(file, PcmFormat.SPEECH)) {
      assertThatThrownBy(source::next)
          .isInstanceOf(UnreadableAudioException.class)
          .hasMessageContaining("empty.wav");
    }
  }

  private static AudioSource frames(int count) {
    return new AudioSource() {
      private int next;

      @Override
      public PcmFormat format() {
        return PcmFormat.SPEECH;
      }

      @Override
      public Optional<PcmFrame> next() {
        return next == count
            ? Optional.empty()
            : Optional.of(PcmFrame.of(PcmFormat.SPEECH, (long) FRAME * next++, new float[FRAME]));
      }

      @Override
      public void close() {}
    };
  }
}
