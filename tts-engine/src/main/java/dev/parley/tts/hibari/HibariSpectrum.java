package dev.parley.tts.hibari;

import dev.parley.inference.onnx.ModelOutputs;
import dev.parley.tts.prosody.Pitch;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Set;

/// What the network says about an utterance: five numbers per bin and frame, and the pitch per
/// frame. A part holds 601 bins one after the other, each with one value per frame.
///
/// @param harmonicLevel logarithm of the gain of the harmonics
/// @param harmonicPhase their phase shift; its tanh counts half turns
/// @param noiseLevel logarithm of the noise's level
/// @param freeLevel logarithm of the level of what is neither harmonic nor noise
/// @param freePhase its phase in radians
/// @param pitch in Hz, 0 where the voice has none
/// @param durations of the phonemes, all together as long as the spectrum, in units of their own;
///     empty if the network does not say
public record HibariSpectrum(
    FloatBuffer harmonicLevel,
    FloatBuffer harmonicPhase,
    FloatBuffer noiseLevel,
    FloatBuffer freeLevel,
    FloatBuffer freePhase,
    FloatBuffer pitch,
    LongBuffer durations) {
  /// What the network computes but keeps to itself unless asked.
  static final String DURATIONS = "/Cast_32_output_0";

  /// Copies the outputs of a run of `hibari.onnx`.
  ///
  /// @param names of the outputs
  static HibariSpectrum of(ModelOutputs outputs, Set<String> names) {
    return new HibariSpectrum(
        outputs.get("lh").floats(),
        outputs.get("theta").floats(),
        outputs.get("ln").floats(),
        outputs.get("lr").floats(),
        outputs.get("phi").floats(),
        outputs.get("f0").floats(),
        names.contains(DURATIONS) ? outputs.get(DURATIONS).longs() : LongBuffer.allocate(0));
  }

  /// The same sounds at another pitch: what shapes them stays.
  HibariSpectrum at(Pitch change) {
    if (change.isUnchanged()) {
      return this;
    }
    FloatBuffer changed = FloatBuffer.allocate(pitch.capacity());
    for (int frame = 0; frame < pitch.capacity(); frame++) {
      float present = pitch.get(frame);
      changed.put(frame, PulseTrain.isVoiced(present) ? change.of(present) : present);
    }
    return new HibariSpectrum(
        harmonicLevel, harmonicPhase, noiseLevel, freeLevel, freePhase, changed, durations);
  }

  int frames() {
    return pitch.capacity();
  }
}
