package dev.parley.tts.hibari;

import dev.parley.inference.onnx.ModelOutputs;
import java.nio.FloatBuffer;

/// What the network says about an utterance: five numbers per bin and frame, and the pitch per
/// frame. A part holds 601 bins one after the other, each with one value per frame.
///
/// @param harmonicLevel logarithm of the gain of the harmonics
/// @param harmonicPhase their phase shift; its tanh counts half turns
/// @param noiseLevel logarithm of the noise's level
/// @param freeLevel logarithm of the level of what is neither harmonic nor noise
/// @param freePhase its phase in radians
/// @param pitch in Hz, 0 where the voice has none
record HibariSpectrum(
    FloatBuffer harmonicLevel,
    FloatBuffer harmonicPhase,
    FloatBuffer noiseLevel,
    FloatBuffer freeLevel,
    FloatBuffer freePhase,
    FloatBuffer pitch) {

  /// Copies the outputs of a run of `hibari.onnx`.
  static HibariSpectrum of(ModelOutputs outputs) {
    return new HibariSpectrum(
        outputs.get("lh").floats(),
        outputs.get("theta").floats(),
        outputs.get("ln").floats(),
        outputs.get("lr").floats(),
        outputs.get("phi").floats(),
        outputs.get("f0").floats());
  }

  int frames() {
    return pitch.capacity();
  }
}
