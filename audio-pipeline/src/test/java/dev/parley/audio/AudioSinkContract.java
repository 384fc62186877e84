package dev.parley.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// What [AudioSink] promises of every stage; each stage's test extends it.
public abstract class AudioSinkContract {
  /// A new stage in front of `next`; a last stage leaves `next` unused.
  protected abstract AudioSink stage(CollectingSink next);

  /// Whether frames come out at the other end.
  protected abstract boolean passesOn();

  @Test
  void refusesFramesOfAnotherFormat() {
    try (AudioSink stage = stage(new CollectingSink(PcmFormat.SPEECH))) {
      PcmFormat other = new PcmFormat(stage.format().sampleRate() + 1);
      assertThatThrownBy(() -> stage.write(PcmFrame.of(other, 0, 0f)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void closesTwice() {
    CollectingSink next = new CollectingSink(PcmFormat.SPEECH);
    AudioSink stage = stage(next);
    stage.write(PcmFrame.of(stage.format(), 0, new float[100]));
    stage.close();
    stage.close();
    assertThat(next.closes()).isEqualTo(passesOn() ? 2 : 0);
  }

  @Test
  void passesEverythingOnByTheFlushAndGoesOn() {
    CollectingSink next = new CollectingSink(PcmFormat.SPEECH);
    try (AudioSink stage = stage(next)) {
      PcmFormat format = stage.format();
      int second = format.sampleRate();
      stage.write(PcmFrame.of(format, 0, new float[second]));
      stage.flush();
      stage.write(PcmFrame.of(format, second, new float[0]));
      stage.write(PcmFrame.of(format, second, new float[second]));
      stage.flush();
    }
    if (passesOn()) {
      assertThat(next.flushes()).isEqualTo(2);
      assertThat(next.samples().length).isGreaterThanOrEqualTo(32_000);
      long position = 0;
      for (PcmFrame frame : next.frames()) {
        assertThat(frame.position()).isGreaterThanOrEqualTo(position);
        position = frame.position();
      }
    }
  }

  @Test
  void describesTheChain() {
    try (AudioSink stage = stage(new CollectingSink(PcmFormat.SPEECH))) {
      assertThat(stage.describe()).isNotBlank();
      assertThat(stage.describe().endsWith("→ collect")).isEqualTo(passesOn());
    }
  }
}
