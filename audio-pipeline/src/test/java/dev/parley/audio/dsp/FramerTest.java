package dev.parley.audio.dsp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.audio.AudioSink;
import dev.parley.audio.AudioSinkContract;
import dev.parley.audio.CollectingSink;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.Signals;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class FramerTest extends AudioSinkContract {
  private final CollectingSink sink = new CollectingSink(PcmFormat.SPEECH);
  private final Framer framer = new Framer(sink, 512);

  @Override
  protected AudioSink stage(CollectingSink next) {
    return new Framer(next, 512);
  }

  @Override
  protected boolean passesOn() {
    return true;
  }

  @Test
  void cutsWhateverComesToOneSize() {
    float[] samples = Signals.noise(new Random(1), 10 * 512);
    for (int longest : new int[] {1, 100, 2_000}) {
      sink.frames().clear();
      Signals.cut(new Random(2), PcmFormat.SPEECH, samples, longest).forEach(framer::write);
      assertThat(sink.frames()).hasSize(10).allMatch(frame -> frame.length() == 512);
      assertThat(sink.frames().getLast().position()).isEqualTo(9 * 512);
      assertThat(sink.samples()).containsExactly(samples);
    }
  }

  @Test
  void fillsTheTailWithSilence() {
    framer.write(PcmFrame.of(PcmFormat.SPEECH, 0, 1f, 1f));
    framer.flush();
    assertThat(sink.samples()).containsExactly(Arrays.copyOf(new float[] {1, 1}, 512));
    framer.flush();
    assertThat(sink.frames()).hasSize(1);
    framer.write(PcmFrame.of(PcmFormat.SPEECH, 2, new float[512]));
    assertThat(sink.frames().getLast().position()).isEqualTo(2);
  }

  @Test
  void keepsAGapBetweenFrames() {
    framer.write(PcmFrame.of(PcmFormat.SPEECH, 0, 1f));
    framer.write(PcmFrame.of(PcmFormat.SPEECH, 5_000, new float[512]));
    assertThat(sink.frames()).extracting(PcmFrame::position).containsExactly(0L, 5_000L);
  }

  @Test
  void dropsTheTailWhenClosed() {
    framer.write(PcmFrame.of(PcmFormat.SPEECH, 0, 1f));
    framer.close();
    assertThat(sink.frames()).isEmpty();
  }
}
