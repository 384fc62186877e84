package dev.parley.load.caller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.audio.PcmFrame;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class MicrophoneTest {
  private final Microphone microphone = new Microphone();
  private final SampleBuffer air = new SampleBuffer();

  @Test
  void soundsFollowEachOtherFromTheNextFrameOn() {
    microphone.frame(0, air);
    Said one = microphone.put(sound(400));
    Said two = microphone.put(sound(100));

    assertThat(one.start()).isEqualTo(320);
    assertThat(two.start()).isEqualTo(720);
    assertThat(microphone.frame(1, air).sample(319)).isEqualTo(0.5f);
    assertThat(microphone.isBusy()).isTrue();
    PcmFrame last = microphone.frame(2, air);
    assertThat(last.sample(179)).isEqualTo(0.5f);
    assertThat(last.sample(180)).isZero();
    assertThat(microphone.isBusy()).isFalse();
  }

  @Test
  void anEchoIsSoMuchLaterAndSoftAndIsAddedToWhatIsSaid() {
    air.add(filled(320, 1));
    microphone.echo(Optional.of(new EchoPath(-20, Duration.ofMillis(10))));
    microphone.put(sound(320));

    PcmFrame frame = microphone.frame(0, air);

    assertThat(frame.sample(159)).isEqualTo(0.5f);
    assertThat(frame.sample(160)).isCloseTo(0.6f, Offset.offset(1e-6f));
    microphone.echo(Optional.empty());
    assertThat(microphone.frame(1, air).sample(0)).isZero();
  }

  private static Sound sound(int length) {
    return Sound.of("a", Sound.Kind.SPEECH, filled(length, 0.5f), 0, length);
  }

  private static float[] filled(int length, float value) {
    float[] samples = new float[length];
    Arrays.fill(samples, value);
    return samples;
  }
}
