package dev.parley.asr.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.asr.checkpoint.TinyWhisper;
import dev.parley.asr.graph.Precision;
import dev.parley.inference.InferenceExecutor;
import dev.parley.inference.InferenceExecutor.Urgency;
import dev.parley.inference.onnx.Accelerator;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.onnx.RunCancellation;
import dev.parley.inference.onnx.RunCancelledException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class OnnxWhisperModelTest {
  private static final OnnxRuntime RUNTIME = OnnxRuntime.start(Accelerator.CPU, 1);
  private static final InferenceExecutor EXECUTOR = new InferenceExecutor(2, 64);
  private static final Offset<Float> ROUNDING = within(1e-4f);
  private static final int FRAMES = 50;

  @TempDir private static Path folder;
  private static OnnxWhisperModel model;

  @BeforeAll
  static void load() throws IOException {
    new TinyWhisper().safetensors(folder);
    model = new WhisperModelLoader(RUNTIME, EXECUTOR, Precision.FLOAT32).load(folder);
  }

  @AfterAll
  static void close() {
    model.close();
    model.close();
    EXECUTOR.close();
  }

  @Test
  void bothContainersGiveTheSameLogits(@TempDir Path other) throws IOException {
    new TinyWhisper().cTranslate2(other);
    try (OnnxWhisperModel same =
        new WhisperModelLoader(RUNTIME, EXECUTOR, Precision.FLOAT32).load(other)) {
      assertThat(logits(same, 3, 1, 4)).isEqualTo(logits(model, 3, 1, 4));
    }
  }

  @Test
  void int8IsCloseToFloat32() {
    try (OnnxWhisperModel rounded =
        new WhisperModelLoader(RUNTIME, EXECUTOR, Precision.INT8).load(folder)) {
      float[] expected = logits(model, 3, 1, 4);
      float[] actual = logits(rounded, 3, 1, 4);
      double error = 0;
      double size = 0;
      for (int i = 0; i < expected.length; i++) {
        error += Math.pow(actual[i] - expected[i], 2);
        size += Math.pow(expected[i], 2);
      }
      assertThat(Math.sqrt(error / size)).isLessThan(0.03);
    }
  }

  @Test
  void tokensMayBeFedOneByOneOrTogether() {
    float[] together = logits(model, 3, 1, 4, 1, 5);
    try (EncodedAudio audio = encoded(model);
        TextDecoder steps = model.decoder(audio, ModelUse.UNCANCELLED);
        TextDecoder pieces = model.decoder(audio, ModelUse.UNCANCELLED)) {
      for (int token : new int[] {3, 1, 4, 1}) {
        steps.feed(token);
      }
      assertClose(copy(steps.feed(5)), together);
      pieces.feed(3, 1);
      assertClose(copy(pieces.feed(4, 1, 5)), together);
      assertThat(pieces.length()).isEqualTo(5);
      for (int i = 0; i < 5; i++) {
        assertClose(pieces.alignment(i), steps.alignment(i));
      }
    }
  }

  @Test
  void stepsTogetherGiveWhatEachGivesAlone() {
    int frames = FRAMES + 20;
    try (EncodedAudio audio = encoded(model);
        EncodedAudio longer = model.encode(features(frames), frames, ModelUse.UNCANCELLED);
        TextDecoder one = model.decoder(audio, ModelUse.UNCANCELLED);
        TextDecoder other = model.decoder(longer, ModelUse.UNCANCELLED);
        TextDecoder third = model.decoder(audio, ModelUse.UNCANCELLED)) {
      one.feed(3, 1);
      other.feed(2, 7, 1);
      third.feed(9, 9);
      model.step(List.of(one, other, third), new int[] {4, 8, 5});
      float[] firstTogether = copy(one.scores());
      float[] secondTogether = copy(other.scores());
      float[] alignmentTogether = other.alignment(3);
      one.truncate(2);
      assertClose(firstTogether, copy(one.feed(4)));
      other.truncate(3);
      assertClose(secondTogether, copy(other.feed(8)));
      assertClose(alignmentTogether, other.alignment(3));
    }
  }

  @Test
  void verifyingGivesTheScoresBehindEachToken() {
    try (EncodedAudio audio = encoded(model);
        TextDecoder steps = model.decoder(audio, ModelUse.UNCANCELLED);
        TextDecoder draft = model.decoder(audio, ModelUse.UNCANCELLED)) {
      steps.feed(3, 1);
      draft.feed(3, 1);
      FloatBuffer rows = draft.verify(4, 1, 5);
      int row = 0;
      for (int token : new int[] {4, 1, 5}) {
        assertClose(
            copy(rows.slice(row++ * TinyWhisper.VOCABULARY, TinyWhisper.VOCABULARY)),
            copy(steps.feed(token)));
      }
      assertClose(copy(draft.scores()), copy(steps.scores()));
      assertThat(draft.length()).isEqualTo(5);
    }
  }

  @Test
  void forkGoesItsOwnWay() {
    float[] expected = logits(model, 3, 1, 4, 2);
    try (EncodedAudio audio = encoded(model);
        TextDecoder origin = model.decoder(audio, ModelUse.UNCANCELLED)) {
      origin.feed(3, 1, 4);
      try (TextDecoder fork = origin.fork()) {
        origin.feed(8);
        origin.feed(8);
        assertClose(copy(fork.feed(2)), expected);
        assertThat(fork.alignment(1)).isEqualTo(origin.alignment(1));
      }
    }
  }

  @Test
  void truncatedDecodingForgets() {
    float[] expected = logits(model, 3, 1, 4);
    try (EncodedAudio audio = encoded(model);
        TextDecoder decoder = model.decoder(audio, ModelUse.UNCANCELLED)) {
      decoder.feed(3, 1);
      decoder.feed(9);
      decoder.feed(2);
      decoder.truncate(2);
      assertClose(copy(decoder.feed(4)), expected);
      assertThat(decoder.length()).isEqualTo(3);
      assertThatThrownBy(() -> decoder.truncate(4))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("A decoding of 3 tokens cannot be truncated to 4.");
    }
  }

  @Test
  void decodersOfOneWindowDoNotDisturbEachOther() {
    float[] expected = logits(model, 3, 1, 4);
    try (EncodedAudio audio = encoded(model);
        TextDecoder one = model.decoder(audio, ModelUse.UNCANCELLED);
        TextDecoder other = model.decoder(audio, ModelUse.UNCANCELLED)) {
      one.feed(3);
      other.feed(7, 7);
      one.feed(1);
      other.feed(8);
      assertClose(copy(one.feed(4)), expected);
    }
  }

  @Test
  void memoryOfAnEarlierDecodingDoesNotShow() {
    float[] expected = logits(model, 3, 1, 4);
    logits(model, 9, 9, 9, 9, 9, 9);
    assertThat(logits(model, 3, 1, 4)).isEqualTo(expected);
  }

  @Test
  void alignmentHasARowForEachHead() {
    try (EncodedAudio audio = encoded(model);
        TextDecoder decoder = model.decoder(audio, ModelUse.UNCANCELLED)) {
      decoder.feed(3, 1);
      assertThat(audio.positions()).isEqualTo(FRAMES / 2);
      assertThat(decoder.alignmentHeads()).isEqualTo(4);
      assertThat(decoder.alignment(1)).hasSize(4 * FRAMES / 2);
      assertThatThrownBy(() -> decoder.alignment(2)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void windowsOfEveryLengthAreEncoded() {
    for (int frames = 2; frames <= 2 * TinyWhisper.AUDIO_CONTEXT; frames += 26) {
      try (EncodedAudio audio = model.encode(features(frames), frames, ModelUse.UNCANCELLED)) {
        assertThat(audio.positions()).isEqualTo(frames / 2);
      }
    }
    assertThatThrownBy(() -> model.encode(features(3), 3, ModelUse.UNCANCELLED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A window has an even number of frames from 2 to 80, not 3.");
    assertThatThrownBy(() -> model.encode(features(82), 82, ModelUse.UNCANCELLED))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> model.encode(features(4), 6, ModelUse.UNCANCELLED))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void decodingEndsWithTheTextContext() {
    try (EncodedAudio audio = encoded(model);
        TextDecoder decoder = model.decoder(audio, ModelUse.UNCANCELLED)) {
      decoder.feed(new int[TinyWhisper.TEXT_CONTEXT]);
      assertThatThrownBy(() -> decoder.feed(1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("1 tokens cannot follow 24: a decoding holds at most 24.");
    }
  }

  @Test
  void cancelledRunsEnd() {
    RunCancellation cancellation = new RunCancellation();
    ModelUse use = new ModelUse(Urgency.FINAL, cancellation);
    try (EncodedAudio audio = model.encode(features(FRAMES), FRAMES, use);
        TextDecoder decoder = model.decoder(audio, use)) {
      decoder.feed(3, 1);
      cancellation.cancel();
      assertThatThrownBy(() -> decoder.feed(4)).isInstanceOf(RunCancelledException.class);
      assertThatThrownBy(() -> model.encode(features(FRAMES), FRAMES, use))
          .isInstanceOf(RunCancelledException.class);
    }
    assertThat(logits(model, 3, 1, 4)).hasSize(TinyWhisper.VOCABULARY);
  }

  @Test
  void useAfterCloseIsRefused() {
    EncodedAudio audio = encoded(model);
    TextDecoder decoder = model.decoder(audio, ModelUse.UNCANCELLED);
    decoder.close();
    decoder.close();
    assertThatThrownBy(() -> decoder.feed(1)).isInstanceOf(IllegalStateException.class);
    audio.close();
    audio.close();
    assertThatThrownBy(() -> model.decoder(audio, ModelUse.UNCANCELLED))
        .isInstanceOf(IllegalStateException.class);
  }

  private static EncodedAudio encoded(WhisperModel network) {
    return network.encode(features(FRAMES), FRAMES, ModelUse.UNCANCELLED);
  }

  private static float[] features(int frames) {
    Random random = new Random(7);
    float[] values = new float[TinyWhisper.MEL_BINS * frames];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static float[] logits(WhisperModel network, int... tokens) {
    try (EncodedAudio audio = encoded(network);
        TextDecoder decoder = network.decoder(audio, ModelUse.UNCANCELLED)) {
      return copy(decoder.feed(tokens));
    }
  }

  private static float[] copy(FloatBuffer buffer) {
    float[] values = new float[buffer.remaining()];
    buffer.get(0, values);
    return values;
  }

  private static void assertClose(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], ROUNDING);
    }
  }
}
