package dev.parley.tts.hibari;

import dev.parley.inference.onnx.ModelOptions;
import dev.parley.inference.onnx.ModelOutputs;
import dev.parley.inference.onnx.OnnxModel;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.onnx.Tensor;
import dev.parley.tts.text.TextChunk.Boundary;
import dev.parley.tts.waveform.Delivery;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/// A loaded hibari network with its vocoder: phonemes → waveform of 24 kHz.
///
/// Thread-safe. What is said always sounds the same: the noise in it is seeded by the phonemes.
public final class HibariVoice implements AutoCloseable {
  /// Brings the network's voice to about [Delivery#LEVEL].
  private static final float GAIN = 1.4f;

  private final OnnxModel model;
  private final PhonemeVocabulary vocabulary;
  private final HibariVocoder vocoder = new HibariVocoder();
  private final Delivery delivery = new Delivery(HibariVocoder.SAMPLE_RATE, GAIN);

  private HibariVoice(OnnxModel model, PhonemeVocabulary vocabulary) {
    this.model = model;
    this.vocabulary = vocabulary;
  }

  /// Loads `hibari.onnx` and `vocab.json`.
  ///
  /// @param folder the files of a hibari model
  public static HibariVoice load(Path folder, OnnxRuntime runtime) {
    PhonemeVocabulary vocabulary = PhonemeVocabulary.read(folder.resolve("vocab.json"));
    return new HibariVoice(
        runtime.load(folder.resolve("hibari.onnx"), ModelOptions.SMALL), vocabulary);
  }

  /// Speaks on the calling thread, which must be one that may run models.
  ///
  /// @param phonemes in the misaki alphabet; symbols that the voice does not know are left out
  /// @param speed 0.5 to 2
  /// @param boundary how long a pause follows
  /// @return samples; none if nothing has a sound
  public float[] speak(String phonemes, double speed, Boundary boundary) {
    return delivery.speak(phonemes, speed, boundary, part -> utter(part, speed));
  }

  /// Frees the network. No call of [#speak] may be under way.
  @Override
  public void close() {
    model.close();
  }

  private float[] utter(String phonemes, double speed) {
    long[] ids = vocabulary.ids(phonemes);
    if (ids.length == 2) {
      return new float[0];
    }
    HibariSpectrum spectrum = spectrum(ids, speed);
    return vocoder.render(spectrum, NoiseSource.seeded(VoiceFilter.CHUNK, Arrays.hashCode(ids)));
  }

  private HibariSpectrum spectrum(long[] ids, double speed) {
    try (Tensor numbers = Tensor.ofLongs(ids, 1, ids.length);
        Tensor pace = Tensor.ofFloats(new float[] {(float) speed}, 1);
        ModelOutputs outputs = model.run(Map.of("ids", numbers, "speed", pace))) {
      return HibariSpectrum.of(outputs);
    }
  }
}
