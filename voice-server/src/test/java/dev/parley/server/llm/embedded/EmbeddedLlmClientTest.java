package dev.parley.server.llm.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.inference.InferenceExecutor;
import dev.parley.inference.onnx.Accelerator;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.store.ModelStore;
import dev.parley.server.llm.EndOfThought;
import dev.parley.server.llm.Generation;
import dev.parley.server.llm.LlmClient;
import dev.parley.server.llm.LlmClientContract;
import dev.parley.server.llm.LlmException;
import dev.parley.server.llm.Message;
import dev.parley.server.llm.Prompt;
import dev.parley.server.llm.RecordingSink;
import dev.parley.server.llm.embedded.graph.TinyLlama;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("model")
class EmbeddedLlmClientTest extends LlmClientContract {
  private static final Prompt STORY = question("Tell me a long story about a treasure.");

  /// Outlives all clients, as a server's does.
  private static final InferenceExecutor EXECUTOR = new InferenceExecutor(2, 256);

  @TempDir private Path folder;
  private final List<Generation> ahead = new ArrayList<>();

  static Path file() {
    return ModelStore.standard().obtain("smollm2-135m").resolve("SmolLM2-135M-Instruct.Q4_1.gguf");
  }

  @Override
  protected LlmClient open() {
    return open(EmbeddedSettings.of(file()));
  }

  private EmbeddedLlmClient open(EmbeddedSettings settings) {
    return EmbeddedLlmClient.load(settings, OnnxRuntime.start(Accelerator.CPU), EXECUTOR);
  }

  @Override
  protected void holdAnswers(LlmClient client) {
    for (int i = 0; i < 4; i++) {
      ahead.add(client.generate(STORY, RecordingSink.open()));
    }
  }

  @Override
  protected void letAnswersGo() {
    ahead.forEach(Generation::cancel);
  }

  @Test
  void answersWithAtMostTwoSentencesOnOneLine() {
    try (LlmClient client = open()) {
      RecordingSink sink = RecordingSink.open();

      client.generate(question("Tell me something about the ocean."), sink);

      assertThat(sink.awaitFinished().output())
          .isLessThanOrEqualTo(EmbeddedLlmClient.ANSWER_TOKENS);
      assertThat(sink.text()).containsIgnoringCase("ocean").doesNotContain("\n");
      assertThat(sink.text().split("[.!?](?= )")).hasSizeLessThanOrEqualTo(2);
    }
  }

  @Test
  void refusesAnAnswerTooManyAndServesTheOthers() {
    EmbeddedSettings settings = new EmbeddedSettings(file(), 640, 2, 2, Sampling.at(0));
    try (LlmClient client = open(settings)) {
      List<Generation> accepted = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        accepted.add(client.generate(STORY, RecordingSink.open()));
      }
      RecordingSink refused = RecordingSink.open();

      client.generate(FRANCE, refused);

      assertThat(refused.awaitFailed())
          .hasMessageContaining("2 answers wait")
          .extracting(LlmException::kind)
          .isEqualTo(LlmException.Kind.TRANSIENT);
      accepted.forEach(Generation::cancel);
      RecordingSink later = RecordingSink.open();
      client.generate(FRANCE, later);
      later.awaitFinished();
    }
  }

  @Test
  void aLongHistoryIsCutAndAnswered() {
    List<Message> history = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      history.add(new Message.User("Tell me about island number " + i + ", please."));
      history.add(new Message.Assistant("Island number " + i + " is small and green.", i % 7 == 0));
    }
    history.add(new Message.User("What is the capital of France?"));
    try (LlmClient client = open()) {
      RecordingSink sink = RecordingSink.open();

      client.generate(new Prompt(Prompt.DEFAULT_SYSTEM, history, 60), sink);

      assertThat(sink.awaitFinished().input()).isBetween(400, 640);
      assertThat(sink.text()).contains("Paris");
    }
  }

  @Test
  void instructionsWithoutRoomAreRefused() {
    try (LlmClient client = open()) {
      RecordingSink sink = RecordingSink.open();

      client.generate(new Prompt("Be kind. ".repeat(300), FRANCE.messages(), 60), sink);

      assertThat(sink.awaitFailed())
          .hasMessageContaining("Shorten them")
          .extracting(LlmException::kind)
          .isEqualTo(LlmException.Kind.PERMANENT);
    }
  }

  @Test
  void theSameQuestionGetsTheSameAnswerWhateverWasAskedBetween() {
    EmbeddedSettings settings = new EmbeddedSettings(file(), 640, 8, 1, Sampling.at(0.8));
    try (LlmClient client = open(settings)) {
      List<String> answers = new ArrayList<>();
      for (Prompt prompt : List.of(STORY, FRANCE, STORY)) {
        RecordingSink sink = RecordingSink.open();
        client.generate(prompt, sink);
        sink.awaitFinished();
        answers.add(sink.text());
      }

      assertThat(answers.get(2)).isEqualTo(answers.get(0)).isNotEqualTo(answers.get(1));
    }
  }

  @Test
  void wholeThoughtsEndLikelierThanCutOnes() throws InterruptedException {
    try (EmbeddedLlmClient client = open(EmbeddedSettings.of(file()))) {
      EndOfThought judge = client.endOfThought();

      for (String whole :
          List.of(
              "I live in a small town near the sea.",
              "What time does the train to London leave?",
              "Please turn off the lights in the kitchen")) {
        assertThat(judge.probability(whole).orElseThrow()).as(whole).isGreaterThan(0.15);
      }
      for (String cut :
          List.of("I live in a.", "What time does the", "Please turn off the lights in")) {
        assertThat(judge.probability(cut).orElseThrow()).as(cut).isLessThan(0.05);
      }
    }
  }

  @Test
  void wordsAreJudgedAlikeWhateverWasAskedBefore() throws InterruptedException {
    String words = "Could you remind me to call my mother tomorrow";
    try (EmbeddedLlmClient client = open(EmbeddedSettings.of(file()))) {
      EndOfThought judge = client.endOfThought();
      double alone = judge.probability(words).orElseThrow();
      judge.probability("Could you remind me to call the").orElseThrow();
      RecordingSink answer = RecordingSink.open();
      client.generate(STORY, answer);
      answer.awaitFirstToken();

      // Kernels for one row and for several round differently.
      assertThat(judge.probability(words).orElseThrow()).isCloseTo(alone, within(0.02));
    }
  }

  @Test
  void aModelWithoutRoomIsRefused() throws IOException {
    Path tiny = new TinyLlama().writer().write(folder.resolve("tiny.gguf"));
    EmbeddedSettings settings = EmbeddedSettings.of(tiny);

    assertThatThrownBy(() -> open(settings))
        .isInstanceOf(LlmException.class)
        .hasMessageContaining("reads 128 tokens, which is too few");
  }

  @Test
  void aFileThatIsNoModelIsRefusedWithASentence() throws IOException {
    EmbeddedSettings settings =
        EmbeddedSettings.of(Files.writeString(folder.resolve("text.gguf"), "no model"));

    assertThatThrownBy(() -> open(settings))
        .isInstanceOf(LlmException.class)
        .hasMessageContaining("is no GGUF file")
        .extracting(failure -> ((LlmException) failure).kind())
        .isEqualTo(LlmException.Kind.PERMANENT);
  }
}
