package dev.parley.tts.kokoro;

import dev.parley.inference.graph.AddedOutput;
import dev.parley.inference.graph.RoundedQuotient;
import dev.parley.inference.onnx.ModelOptions;
import dev.parley.inference.onnx.ModelOutputs;
import dev.parley.inference.onnx.OnnxModel;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.onnx.Tensor;
import dev.parley.tts.phoneme.PhonemeVocabulary;
import dev.parley.tts.waveform.Rendering;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The network of Kokoro-82M: phonemes and a style → waveform of 24 kHz. It serves all voices.
///
/// Thread-safe. What is said in a style always sounds the same.
final class KokoroNetwork implements AutoCloseable {
  static final int SAMPLE_RATE = 24_000;

  private static final String STYLE = "style";
  private static final String SPEED = "speed";

  /// What exports of the network call the numbers of the phonemes.
  private static final List<String> NUMBERS = List.of("input_ids", "tokens");

  /// What they call the samples.
  private static final List<String> WAVEFORM = List.of("waveform", "audio");

  private static final PhonemeVocabulary VOCABULARY = vocabulary();

  private final OnnxModel model;
  private final String numbers;
  private final String waveform;

  /// Null if the network does not say how long phonemes are.
  private final @Nullable String durations;

  private KokoroNetwork(OnnxModel model, @Nullable String durations) {
    this.model = model;
    this.numbers = named(NUMBERS, model.inputs(), model.name());
    this.waveform = named(WAVEFORM, model.outputs(), model.name());
    this.durations = durations;
    named(List.of(STYLE), model.inputs(), model.name());
    named(List.of(SPEED), model.inputs(), model.name());
  }

  /// Loads an ONNX export of the network, of any precision.
  ///
  /// @throws UncheckedIOException with a sentence if the file cannot be read
  /// @throws IllegalArgumentException with a sentence if it is another network
  static KokoroNetwork load(Path file, OnnxRuntime runtime) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The network %s cannot be read; run 'parley models verify'.".formatted(file), e);
    }
    Optional<String> durations = RoundedQuotient.by(bytes, SPEED);
    byte[] timed = durations.map(value -> AddedOutput.to(bytes, value)).orElse(bytes);
    OnnxModel model = runtime.load(file.toString(), timed, ModelOptions.LARGE);
    try {
      return new KokoroNetwork(model, durations.orElse(null));
    } catch (IllegalArgumentException e) {
      model.close();
      throw e;
    }
  }

  /// Whether it has a number for a symbol.
  boolean knows(int symbol) {
    return VOCABULARY.knows(symbol);
  }

  /// Speaks on the calling thread, which must be one that may run models.
  ///
  /// @param phonemes as many as the network can speak at once; symbols that it does not know are
  ///     left out
  /// @param speed 0.5 to 2; 1 is the network's own pace
  Rendering utter(String phonemes, StyleTable styles, double speed) {
    long[] ids = VOCABULARY.ids(phonemes);
    int symbols = ids.length - 2;
    if (symbols == 0) {
      return Rendering.SILENT;
    }
    try (Tensor input = Tensor.ofLongs(ids, 1, ids.length);
        Tensor style = Tensor.ofFloats(styles.row(symbols), 1, StyleTable.WIDTH);
        Tensor pace = Tensor.ofFloats(new float[] {(float) speed}, 1);
        ModelOutputs outputs = model.run(Map.of(numbers, input, STYLE, style, SPEED, pace))) {
      FloatBuffer audio = outputs.get(waveform).floats();
      float[] samples = new float[audio.remaining()];
      audio.get(samples);
      return new Rendering(samples, bounds(phonemes, ids.length, outputs, samples));
    }
  }

  /// Frees the network. No call of [#utter] may be under way.
  @Override
  public void close() {
    model.close();
  }

  private int[] bounds(String phonemes, int count, ModelOutputs outputs, float[] samples) {
    if (durations == null) {
      return new int[0];
    }
    FloatBuffer units = outputs.get(durations).floats();
    if (units.remaining() != count) {
      return new int[0];
    }
    double[] lengths = IntStream.range(0, count).mapToDouble(units::get).toArray();
    int[] bounds = VOCABULARY.bounds(phonemes, lengths, samples.length);
    HeardBounds.move(phonemes, bounds, samples);
    return bounds;
  }

  private static String named(List<String> candidates, Set<String> names, String model) {
    return candidates.stream()
        .filter(names::contains)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s is no network of Kokoro, as it has no '%s'; pull it with 'parley models pull kokoro'."
                        .formatted(model, String.join("' or '", candidates))));
  }

  private static PhonemeVocabulary vocabulary() {
    try (InputStream json =
        Objects.requireNonNull(KokoroNetwork.class.getResourceAsStream("vocabulary.json"))) {
      return PhonemeVocabulary.read(json);
    } catch (IOException e) {
      throw new UncheckedIOException("The symbols of Kokoro in this build cannot be read.", e);
    }
  }
}
