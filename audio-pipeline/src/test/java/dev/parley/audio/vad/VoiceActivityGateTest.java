package dev.parley.audio.vad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.audio.AudioSink;
import dev.parley.audio.AudioSinkContract;
import dev.parley.audio.CollectingSink;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.Signals;
import dev.parley.audio.vad.VadEvent.SpeechEnded;
import dev.parley.audio.vad.VadEvent.SpeechStarted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class VoiceActivityGateTest extends AudioSinkContract {
  private static final int FRAME = VoiceActivityDetector.FRAME_LENGTH;

  private final List<VadEvent> events = new ArrayList<>();

  @Override
  protected AudioSink stage(CollectingSink next) {
    return gate(new EnergyVad());
  }

  @Override
  protected boolean passesOn() {
    return false;
  }

  @Test
  void tellsWhereSpeechStartsAndEnds() {
    float[] script = probabilities("..vvvvvv.......");
    hear(script);
    assertThat(events).containsExactly(new SpeechStarted(2 * FRAME), new SpeechEnded(8 * FRAME));
  }

  @Test
  void takesThreeFramesToBelieve() {
    hear(probabilities("..vv..v.vv..."));
    assertThat(events).isEmpty();
    hear(probabilities("..vvv"));
    assertThat(events.getFirst()).isEqualTo(new SpeechStarted(2 * FRAME));
  }

  @Test
  void staysInSpeechAboveTheLowerThreshold() {
    hear(probabilities("vvvvhhhhhhhhhhhhhhhv......."));
    assertThat(events).containsExactly(new SpeechStarted(0), new SpeechEnded(20 * FRAME));
  }

  @Test
  void bridgesAPauseShorterThanTheHangover() {
    hear(probabilities("vvvv......vvvv.......vvv......."));
    assertThat(events)
        .containsExactly(
            new SpeechStarted(0),
            new SpeechEnded(14 * FRAME),
            new SpeechStarted(21 * FRAME),
            new SpeechEnded(24 * FRAME));
  }

  @Test
  void endsSpeechAtAFlushWithinWhatWasHeard() {
    VoiceActivityGate gate = gate(new ScriptedVad(1, 1, 1, 1));
    gate.write(PcmFrame.of(PcmFormat.SPEECH, 0, new float[3 * FRAME + 100]));
    assertThat(gate.speaking()).isTrue();
    gate.flush();
    gate.flush();
    assertThat(gate.speaking()).isFalse();
    assertThat(events).containsExactly(new SpeechStarted(0), new SpeechEnded(3 * FRAME + 100));
  }

  @Test
  void doesNotDependOnHowTheStreamIsCut() {
    Random random = new Random(4);
    float[] samples = new float[60_000];
    System.arraycopy(Signals.noise(random, 9_000), 0, samples, 20_123, 9_000);
    for (int longest : new int[] {1, 160, 20_000}) {
      events.clear();
      VoiceActivityGate gate = gate(new EnergyVad());
      Signals.cut(random, PcmFormat.SPEECH, samples, longest).forEach(gate::write);
      assertThat(events)
          .containsExactly(
              new SpeechStarted(20_123 / FRAME * FRAME),
              new SpeechEnded((29_122 / FRAME + 1) * FRAME));
    }
  }

  @Test
  void refusesImpossibleSettings() {
    assertThatThrownBy(() -> new VadSettings(0.1f, Duration.ZERO, Duration.ZERO))
        .hasMessage("The voice activity threshold 0.1 is not between 0.15 and 1.");
    assertThatThrownBy(() -> VadSettings.STANDARD.withHangover(Duration.ofMillis(-1)))
        .hasMessageContaining("cannot be negative");
  }

  @Test
  void replaysWhatCameBeforeTheStart() {
    PreRollBuffer buffer = new PreRollBuffer(PcmFormat.SPEECH, 1_000);
    float[] samples = Signals.noise(new Random(8), 5_000);
    Signals.cut(new Random(9), PcmFormat.SPEECH, samples, 300).forEach(buffer::add);
    CollectingSink sink = new CollectingSink(PcmFormat.SPEECH);
    assertThat(buffer.replay(4_200, sink)).isEqualTo(5_000);
    assertThat(sink.frames().getFirst().position()).isEqualTo(4_200);
    assertThat(sink.samples()).containsExactly(Arrays.copyOfRange(samples, 4_200, 5_000));
    CollectingSink all = new CollectingSink(PcmFormat.SPEECH);
    buffer.replay(0, all);
    assertThat(all.samples().length).isBetween(1_000, 1_300);
    buffer.clear();
    assertThat(buffer.replay(7, sink)).isEqualTo(7);
  }

  private void hear(float[] script) {
    VoiceActivityGate gate = gate(new ScriptedVad(script));
    gate.write(PcmFrame.of(PcmFormat.SPEECH, 0, new float[script.length * FRAME]));
  }

  private VoiceActivityGate gate(VoiceActivityModel model) {
    return new VoiceActivityGate(model.open(), VadSettings.STANDARD, events::add);
  }

  /// `v` is voice, `h` is hesitation between the thresholds, `.` is silence.
  static float[] probabilities(String script) {
    float[] values = new float[script.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = script.charAt(i) == 'v' ? 0.9f : script.charAt(i) == 'h' ? 0.4f : 0.1f;
    }
    return values;
  }
}
