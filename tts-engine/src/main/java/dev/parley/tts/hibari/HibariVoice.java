package dev.parley.tts.hibari;

import dev.parley.inference.graph.AddedOutput;
import dev.parley.inference.onnx.ModelOptions;
import dev.parley.inference.onnx.ModelOutputs;
import dev.parley.inference.onnx.OnnxModel;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.onnx.Tensor;
import dev.parley.tts.hibari.PhonemeSplitter.Part;
import dev.parley.tts.text.TextChunk.Boundary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A loaded hibari network with its vocoder: phonemes → waveform of 24 kHz.
///
/// Thread-safe. What is said always sounds the same: the noise in it is seeded by the phonemes.
public final class HibariVoice implements AutoCloseable {
  private static final int SAMPLE_RATE = HibariVocoder.SAMPLE_RATE;

  /// Brings the network's voice to about -23 dB, as loud as recorded speech usually is.
  private static final float GAIN = 1.4f;

  /// Louder samples are rounded off below 1.
  private static final float KNEE = 0.8f;

  private final OnnxModel model;
  private final PhonemeVocabulary vocabulary;
  private final HibariVocoder vocoder = new HibariVocoder();

  private HibariVoice(OnnxModel model, PhonemeVocabulary vocabulary) {
    this.model = model;
    this.vocabulary = vocabulary;
  }

  /// Loads `hibari.onnx` and `vocab.json`.
  ///
  /// @param folder the files of a hibari model
  /// @throws UncheckedIOException with a sentence if a file cannot be read
  public static HibariVoice load(Path folder, OnnxRuntime runtime) {
    PhonemeVocabulary vocabulary = PhonemeVocabulary.read(folder.resolve("vocab.json"));
    Path file = folder.resolve("hibari.onnx");
    byte[] model;
    try {
      model = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The voice %s cannot be read; run 'parley models verify'.".formatted(file), e);
    }
    byte[] timed = AddedOutput.to(model, HibariSpectrum.DURATIONS);
    return new HibariVoice(runtime.load(file.toString(), timed, ModelOptions.SMALL), vocabulary);
  }

  /// Speaks on the calling thread, which must be one that may run models.
  ///
  /// @param phonemes in the misaki alphabet; symbols that the voice does not know are left out
  /// @param speed 0.5 to 2
  /// @param boundary how long a pause follows
  Utterance speak(String phonemes, double speed, Boundary boundary) {
    List<Part> parts = PhonemeSplitter.split(phonemes);
    PhonemeTimes times = new PhonemeTimes(phonemes.length());
    float[] spoken = new float[0];
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      Boundary end = i == parts.size() - 1 ? boundary : Boundary.WORD;
      long[] ids = vocabulary.ids(part.phonemes());
      if (ids.length > 2) {
        HibariSpectrum spectrum = spectrum(ids, speed);
        NoiseSource noise = NoiseSource.seeded(VoiceFilter.CHUNK, Arrays.hashCode(ids));
        float[] rendered = vocoder.render(spectrum, noise);
        SilenceTrimmer trimmer = SilenceTrimmer.of(rendered);
        float[] samples = trimmer.trim(rendered, pause(end, speed));
        amplify(samples);
        int length = spoken.length;
        times.add(part, vocabulary, spectrum, trimmer.start(), length, samples.length);
        spoken = Arrays.copyOf(spoken, length + samples.length);
        System.arraycopy(samples, 0, spoken, length, samples.length);
      }
    }
    return times.of(spoken);
  }

  /// Frees the network. No call of [#speak] may be under way.
  @Override
  public void close() {
    model.close();
  }

  private HibariSpectrum spectrum(long[] ids, double speed) {
    try (Tensor numbers = Tensor.ofLongs(ids, 1, ids.length);
        Tensor pace = Tensor.ofFloats(new float[] {(float) speed}, 1);
        ModelOutputs outputs = model.run(Map.of("ids", numbers, "speed", pace))) {
      return HibariSpectrum.of(outputs, model.outputs());
    }
  }

  private static void amplify(float[] samples) {
    for (int i = 0; i < samples.length; i++) {
      float sample = GAIN * samples[i];
      float excess = Math.abs(sample) - KNEE;
      if (excess > 0) {
        float room = 1 - KNEE;
        float rounded = KNEE + room * excess / (room + excess);
        sample = Math.copySign(rounded, sample);
      }
      samples[i] = sample;
    }
  }

  private static int pause(Boundary boundary, double speed) {
    int milliseconds =
        switch (boundary) {
          case WORD -> 20;
          case CLAUSE -> 130;
          case SENTENCE -> 280;
        };
    return (int) (milliseconds / 1_000.0 * SAMPLE_RATE / speed);
  }
}
