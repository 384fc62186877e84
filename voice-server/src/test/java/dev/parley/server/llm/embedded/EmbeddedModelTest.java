package dev.parley.server.llm.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.inference.InferenceExecutor;
import dev.parley.inference.InferenceExecutor.Urgency;
import dev.parley.inference.gguf.GgufFile;
import dev.parley.inference.onnx.Accelerator;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.onnx.RunCancellation;
import dev.parley.inference.onnx.RunCancelledException;
import dev.parley.server.llm.embedded.graph.PlainLlama;
import dev.parley.server.llm.embedded.graph.TinyLlama;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The graph against the arithmetic spelled out.
@Tag("unit")
class EmbeddedModelTest {
  private static final int[] TEXT = {259, 104, 256, 257, 32, 7, 88, 260, 10, 99, 100, 101};

  @TempDir private Path folder;
  private Path path;
  private InferenceExecutor executor;
  private EmbeddedModel model;

  @BeforeEach
  void open() throws IOException {
    path = new TinyLlama().writer().write(folder.resolve("tiny.gguf"));
    executor = new InferenceExecutor(1, 16);
    model = EmbeddedModel.load(path, 2, 100, OnnxRuntime.start(Accelerator.CPU), executor);
  }

  @AfterEach
  void close() {
    executor.close();
    model.close();
  }

  private static int[] first(int count) {
    return Arrays.copyOf(TEXT, count);
  }

  private float[] plain(int... text) {
    try (GgufFile file = GgufFile.open(path)) {
      return new PlainLlama(file).scores(text);
    }
  }

  /// Inputs are rounded to 8 bits, so scores differ by a few hundredths of their spread.
  private static void assertAlike(float[] scores, float[] wanted) {
    double difference = 0;
    double size = 0;
    for (int i = 0; i < wanted.length; i++) {
      difference += Math.pow(scores[i] - wanted[i], 2);
      size += Math.pow(wanted[i], 2);
    }
    assertThat(scores).hasSameSizeAs(wanted);
    assertThat(Math.sqrt(difference / size)).isLessThan(0.06);
  }

  @Test
  void aPromptIsScoredAsTheArithmeticSays() {
    TextMemory memory = model.read(TEXT, Urgency.FINAL, null);

    assertAlike(memory.scores(), plain(TEXT));
  }

  @Test
  void tokenByTokenIsTheSameAsAtOnce() {
    TextMemory memory = model.read(first(1), Urgency.FINAL, null);
    for (int i = 1; i < TEXT.length; i++) {
      model.read(memory, TEXT[i], Urgency.FINAL, null);
    }

    assertThat(memory.length()).isEqualTo(TEXT.length);
    assertAlike(memory.scores(), plain(TEXT));
  }

  @Test
  void aTextThatGoesOnOrDiffersIsReadFromTheDifferenceOn() {
    TextMemory whole = model.read(TEXT, Urgency.FINAL, null);
    int[] longer = Arrays.copyOf(TEXT, TEXT.length + 2);
    assertThat(model.read(longer, Urgency.FINAL, null)).isSameAs(whole);
    int[] other = first(8);
    other[6] = 5;

    TextMemory memory = model.read(other, Urgency.FINAL, null);

    assertThat(memory).isNotSameAs(whole);
    assertThat(memory.length()).isEqualTo(8);
    assertAlike(memory.scores(), plain(other));
    assertAlike(model.read(longer, Urgency.FINAL, null).scores(), plain(longer));
  }

  @Test
  void longPromptsAreReadInParts() {
    int[] text = new int[90];
    for (int i = 0; i < text.length; i++) {
      text[i] = (i * 37) % 250;
    }

    TextMemory memory = model.read(text, Urgency.FINAL, null);

    assertAlike(memory.scores(), plain(text));
  }

  @Test
  void probabilitiesOfAllTokensAddUpToOne() {
    TokenSet all = model.vocabulary().matching(_ -> true);
    TokenSet some = model.vocabulary().matching(text -> text.startsWith("<|"));
    float[] scores = model.read(TEXT, Urgency.FINAL, null).scores();

    assertThat(all.probability(scores)).isCloseTo(1, within(1e-6));
    assertThat(some.probability(scores))
        .isCloseTo(some.probability(plain(TEXT)), within(0.3 * some.probability(scores)));
    assertThat(some.size()).isEqualTo(2);
  }

  @Test
  void questionsDoNotDisturbAnAnswer() throws InterruptedException {
    TextMemory answer = model.read(first(6), Urgency.FINAL, null);
    try (TextMemory question = model.memory(8)) {
      model.readInterruptibly(question, new int[] {1, 2, 3}, Urgency.FINAL);
      for (int i = 6; i < TEXT.length; i++) {
        model.read(answer, TEXT[i], Urgency.FINAL, null);
      }

      assertAlike(answer.scores(), plain(TEXT));
      assertAlike(question.scores(), plain(1, 2, 3));
    }
  }

  @Test
  void whatIsCancelledIsNotRead() {
    RunCancellation cancellation = new RunCancellation();
    cancellation.cancel();

    assertThatThrownBy(() -> model.read(TEXT, Urgency.FINAL, cancellation))
        .isInstanceOf(RunCancelledException.class);

    assertAlike(model.read(TEXT, Urgency.FINAL, null).scores(), plain(TEXT));
  }

  @Test
  void whatIsInterruptedIsNotRead() {
    try (TextMemory memory = model.memory(8)) {
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> model.readInterruptibly(memory, first(4), Urgency.FINAL))
          .isInstanceOf(InterruptedException.class);

      assertThat(memory.length()).isZero();
    }
  }
}
