package dev.parley.tts.hibari;

import dev.parley.inference.graph.AddedOutput;
import dev.parley.inference.onnx.ModelOptions;
import dev.parley.inference.onnx.ModelOutputs;
import dev.parley.inference.onnx.OnnxModel;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.onnx.Tensor;
import dev.parley.tts.phoneme.PhonemeVocabulary;
import dev.parley.tts.prosody.Prosody;
import dev.parley.tts.text.TextChunk.Boundary;
import dev.parley.tts.waveform.Delivery;
import dev.parley.tts.waveform.Rendering;
import dev.parley.tts.waveform.Utterance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

/// A loaded hibari network with its vocoder: phonemes → waveform of 24 kHz.
///
/// Thread-safe. What is said always sounds the same: the noise in it is seeded by the phonemes.
public final class HibariVoice implements AutoCloseable {
  /// How many samples earlier the sounds are uttered than their durations say: 75 ms, three frames
  /// of Kokoro, whose timing the network has learnt.
  private static final int EARLY = 1_800;

  private final OnnxModel model;
  private final PhonemeVocabulary vocabulary;
  private final HibariVocoder vocoder;
  private final Delivery delivery;

  private HibariVoice(
      OnnxModel model, PhonemeVocabulary vocabulary, HibariVocoder vocoder, Delivery delivery) {
    this.model = model;
    this.vocabulary = vocabulary;
    this.vocoder = vocoder;
    this.delivery = delivery;
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
    return new HibariVoice(
        runtime.load(file.toString(), timed, ModelOptions.SMALL),
        vocabulary,
        new HibariVocoder(),
        new Delivery(HibariVocoder.SAMPLE_RATE, 1));
  }

  /// The same voice, as loud as other voices. This one must not be closed then.
  ///
  /// @param phonemes said to measure it, on the calling thread, which must be one that may run
  ///     models
  public HibariVoice levelled(String phonemes) {
    Delivery levelled =
        Delivery.levelled(
            HibariVocoder.SAMPLE_RATE, phonemes, part -> utter(part, Prosody.NEUTRAL));
    return new HibariVoice(model, vocabulary, vocoder, levelled);
  }

  /// Speaks on the calling thread, which must be one that may run models.
  ///
  /// @param phonemes in the misaki alphabet; symbols that the voice does not know are left out
  /// @param boundary how long a pause follows
  public Utterance speak(String phonemes, Prosody prosody, Boundary boundary) {
    return delivery.speak(phonemes, prosody, boundary, part -> utter(part, prosody));
  }

  /// Whether the network has a number for a symbol.
  boolean knows(int symbol) {
    return vocabulary.knows(symbol);
  }

  /// Frees the network. No call of [#speak] may be under way.
  @Override
  public void close() {
    model.close();
  }

  private Rendering utter(String phonemes, Prosody prosody) {
    long[] ids = vocabulary.ids(phonemes);
    if (ids.length == 2) {
      return Rendering.SILENT;
    }
    HibariSpectrum spectrum = spectrum(ids, prosody.rate()).at(prosody.pitch());
    return new Rendering(
        vocoder.render(spectrum, Arrays.hashCode(ids)), bounds(phonemes, spectrum));
  }

  private int[] bounds(String phonemes, HibariSpectrum spectrum) {
    LongBuffer durations = spectrum.durations();
    if (durations.capacity() == 0) {
      return new int[0];
    }
    double[] units = IntStream.range(0, durations.capacity()).mapToDouble(durations::get).toArray();
    int[] bounds = vocabulary.bounds(phonemes, units, (long) spectrum.frames() * HibariVocoder.HOP);
    return Arrays.stream(bounds).map(bound -> bound - EARLY).toArray();
  }

  private HibariSpectrum spectrum(long[] ids, double speed) {
    try (Tensor numbers = Tensor.ofLongs(ids, 1, ids.length);
        Tensor pace = Tensor.ofFloats(new float[] {(float) speed}, 1);
        ModelOutputs outputs = model.run(Map.of("ids", numbers, "speed", pace))) {
      return HibariSpectrum.of(outputs, model.outputs());
    }
  }
}
