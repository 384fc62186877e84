package dev.parley.server.llm.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.inference.InferenceExecutor;
import dev.parley.inference.InferenceExecutor.Urgency;
import dev.parley.inference.onnx.Accelerator;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.server.llm.embedded.graph.TinyLlama;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
@Timeout(60)
class EmbeddedEndOfThoughtTest {
  @TempDir private Path folder;
  private final InferenceExecutor executor = new InferenceExecutor(1, 16);
  private EmbeddedModel model;
  private EmbeddedEndOfThought judge;

  @BeforeEach
  void open() throws IOException {
    Path path = new TinyLlama().writer().write(folder.resolve("tiny.gguf"));
    model = EmbeddedModel.load(path, 1, 100, OnnxRuntime.start(Accelerator.CPU), executor);
    judge = new EmbeddedEndOfThought(model);
  }

  @AfterEach
  void close() {
    executor.close();
    judge.close();
    model.close();
  }

  private double probability(String words) throws InterruptedException {
    return judge.probability(words).orElseThrow();
  }

  @Test
  void asksForEndsBehindAnUnfinishedMessage() throws InterruptedException {
    int[] text = model.encode("<|im_start|>user\nhello you");
    TokenSet ends = model.vocabulary().matching(token -> token.matches("[.?!\n]|<\\|im_end\\|>"));
    float[] scores = model.read(text, Urgency.FINAL, null).scores();

    assertThat(probability("hello you"))
        .isCloseTo(ends.probability(scores), within(1e-3))
        .isPositive();
  }

  @Test
  void punctuationAtTheEndCountsForNothing() throws InterruptedException {
    double bare = probability("hello you");

    assertThat(probability(" hello you.")).isCloseTo(bare, within(1e-3));
    assertThat(probability("hello you ?!…\n")).isCloseTo(bare, within(1e-3));
    assertThat(probability("hello. You")).isNotCloseTo(bare, within(1e-6));
  }

  @Test
  void marksOfTheFormatAreNoWords() throws InterruptedException {
    assertThat(probability("hello you<|im_end|>"))
        .isCloseTo(probability("hello you"), within(1e-3));
  }

  @Test
  void onlyTheLastWordsDecide() throws InterruptedException {
    String words = "0123456789".repeat(7);

    assertThat(probability("begin " + words)).isCloseTo(probability(words), within(1e-3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "...", "<|im_end|>"})
  void withoutWordsNobodyCanTell(String words) throws InterruptedException {
    assertThat(judge.probability(words)).isEmpty();
  }

  @Test
  void afterTheEndNobodyCanTell() throws InterruptedException {
    executor.close();
    assertThat(judge.probability("hello")).isEmpty();
    judge.close();
    judge.close();
    assertThat(judge.probability("hello")).isEmpty();
  }

  @Test
  void anInterruptionEndsAQuestionAndLeavesTheOthersInPeace() throws Exception {
    double alone = probability("hello you");
    CountDownLatch release = new CountDownLatch(1);
    var occupied =
        executor.submit(
            Urgency.FINAL,
            () -> {
              try {
                release.await();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              return true;
            });
    FutureTask<OptionalDouble> first = new FutureTask<>(() -> judge.probability("one"));
    Thread asker = Thread.ofVirtual().start(first);
    while (executor.waiting(Urgency.ANSWER) == 0) {
      Thread.onSpinWait();
    }
    FutureTask<OptionalDouble> second = new FutureTask<>(() -> judge.probability("hello you"));
    Thread.ofVirtual().start(second);

    asker.interrupt();

    assertThatThrownBy(first::get).hasCauseInstanceOf(InterruptedException.class);
    release.countDown();
    assertThat(second.get().orElseThrow()).isCloseTo(alone, within(1e-3));
    assertThat(occupied.join()).isTrue();
  }
}
