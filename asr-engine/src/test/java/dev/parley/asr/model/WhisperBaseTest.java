package dev.parley.asr.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.asr.graph.Precision;
import dev.parley.inference.InferenceExecutor;
import dev.parley.inference.onnx.Accelerator;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.store.ModelStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The real Whisper base against figures of CTranslate2 4.8.5 in float32, made from the same
/// checkpoint and the features of [#features] by greedy decoding without suppressions.
@Tag("model")
class WhisperBaseTest {
  private static final int FRAMES = 400;

  /// Where the reference prefers its token by less than this, rounded weights may choose another.
  private static final float CLEAR = 0.5f;

  private final OnnxRuntime runtime = OnnxRuntime.start(Accelerator.CPU, 2);
  private final Path folder = ModelStore.standard().obtain("whisper-base");
  private final JsonNode golden = golden();

  @Test
  void float32GivesTheLogitsOfTheReference() {
    List<float[]> logits = logits(Precision.FLOAT32);
    for (int step = 0; step < logits.size(); step++) {
      assertThat(likeliest(logits.get(step)))
          .isEqualTo(golden.path("likeliest").path(step).asInt());
      for (int i = 0; i < golden.path("ids").size(); i++) {
        assertThat(logits.get(step)[golden.path("ids").path(i).asInt()])
            .isCloseTo(golden.path("logits").path(step).path(i).floatValue(), within(1e-3f));
      }
    }
  }

  @Test
  void int8AgreesWithFloat32() {
    List<float[]> exact = logits(Precision.FLOAT32);
    List<float[]> rounded = logits(Precision.INT8);
    for (int step = 0; step < exact.size(); step++) {
      assertThat(correlation(exact.get(step), rounded.get(step))).isGreaterThan(0.99);
      if (margin(exact.get(step)) > CLEAR) {
        assertThat(likeliest(rounded.get(step))).isEqualTo(likeliest(exact.get(step)));
      }
    }
  }

  /// The scores behind the prompt and behind each of the reference's tokens.
  private List<float[]> logits(Precision precision) {
    List<float[]> logits = new ArrayList<>();
    try (InferenceExecutor executor = new InferenceExecutor(1, 8);
        OnnxWhisperModel model = new WhisperModelLoader(runtime, executor, precision).load(folder);
        EncodedAudio audio = model.encode(features(), FRAMES, ModelUse.UNCANCELLED);
        TextDecoder decoder = model.decoder(audio, ModelUse.UNCANCELLED)) {
      int[] prompt =
          StreamSupport.stream(golden.path("prompt").spliterator(), false)
              .mapToInt(JsonNode::asInt)
              .toArray();
      logits.add(copy(decoder.feed(prompt)));
      golden.path("tokens").forEach(token -> logits.add(copy(decoder.feed(token.asInt()))));
    }
    return logits;
  }

  /// Two bands of energy that glide and pause, then silence: near enough to speech for the decoder
  /// to answer with words.
  private static float[] features() {
    float[] values = new float[80 * FRAMES];
    for (int band = 0; band < 80; band++) {
      for (int frame = 0; frame < FRAMES; frame++) {
        double low = (band - 12 - 6 * Math.sin(frame * 0.07)) / 3;
        double high = (band - 35 - 10 * Math.cos(frame * 0.043)) / 4;
        boolean sounding = frame / 20 % 3 > 0 && frame < 300;
        double energy = 0.9 * Math.exp(-low * low) + 0.7 * Math.exp(-high * high);
        values[frame * 80 + band] = (float) ((sounding ? energy : 0) - 0.6);
      }
    }
    return values;
  }

  private static JsonNode golden() {
    try (InputStream file =
        Objects.requireNonNull(
            WhisperBaseTest.class.getResourceAsStream("whisper-base-logits.json"))) {
      return new ObjectMapper().readTree(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static float[] copy(FloatBuffer buffer) {
    float[] values = new float[buffer.remaining()];
    buffer.get(0, values);
    return values;
  }

  private static int likeliest(float[] logits) {
    int best = 0;
    for (int i = 1; i < logits.length; i++) {
      best = logits[i] > logits[best] ? i : best;
    }
    return best;
  }

  private static float margin(float[] logits) {
    int best = likeliest(logits);
    float second = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < logits.length; i++) {
      second = i == best ? second : Math.max(second, logits[i]);
    }
    return logits[best] - second;
  }

  private static double correlation(float[] left, float[] right) {
    double leftMean = 0;
    double rightMean = 0;
    for (int i = 0; i < left.length; i++) {
      leftMean += left[i] / left.length;
      rightMean += right[i] / left.length;
    }
    double both = 0;
    double leftSquare = 0;
    double rightSquare = 0;
    for (int i = 0; i < left.length; i++) {
      both += (left[i] - leftMean) * (right[i] - rightMean);
      leftSquare += Math.pow(left[i] - leftMean, 2);
      rightSquare += Math.pow(right[i] - rightMean, 2);
    }
    return both / Math.sqrt(leftSquare * rightSquare);
  }
}
