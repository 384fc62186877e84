package dev.parley.audio.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.audio.AudioSink;
import dev.parley.audio.AudioSinkContract;
import dev.parley.audio.CollectingSink;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.Signals;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class LevelProbeTest extends AudioSinkContract {
  @Override
  protected AudioSink stage(CollectingSink next) {
    return new LevelProbe(next);
  }

  @Override
  protected boolean passesOn() {
    return true;
  }

  @Test
  void measuresPeakAndPower() {
    try (LevelProbe probe = new LevelProbe(new CollectingSink(PcmFormat.SPEECH))) {
      assertThat(probe.level().rootMeanSquare()).isZero();
      probe.write(PcmFrame.of(PcmFormat.SPEECH, 0, Signals.sine(16_000, 1_000, 16_000)));
      assertThat(probe.level().samples()).isEqualTo(16_000);
      assertThat(probe.level().peak()).isCloseTo(0.5f, within(1e-3f));
      assertThat(probe.level().rootMeanSquare()).isCloseTo(Math.sqrt(0.125), within(1e-3));
    }
  }
}
