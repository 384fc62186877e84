package dev.parley.server.llm.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.inference.store.ModelStore;
import dev.parley.server.llm.Generation;
import dev.parley.server.llm.LlmClient;
import dev.parley.server.llm.LlmClientContract;
import dev.parley.server.llm.LlmException;
import dev.parley.server.llm.Message;
import dev.parley.server.llm.Prompt;
import dev.parley.server.llm.RecordingSink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("model")
class EmbeddedLlmClientTest extends LlmClientContract {
  private static final Prompt STORY = question("Tell me a long story about a treasure.");

  private final List<Generation> ahead = new ArrayList<>();

  static Path file() {
    return ModelStore.standard().obtain("smollm2-135m").resolve("SmolLM2-135M-Instruct.Q4_1.gguf");
  }

  @Override
  protected LlmClient open() {
    return EmbeddedLlmClient.load(EmbeddedSettings.of(file()));
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
    EmbeddedSettings settings = new EmbeddedSettings(file(), 640, 2, 0);
    try (LlmClient client = EmbeddedLlmClient.load(settings)) {
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
  void anotherModelInTheSameProcessIsRefused() {
    try (LlmClient _ = open()) {
      EmbeddedSettings other = EmbeddedSettings.of(Path.of("other.gguf"));

      assertThatThrownBy(() -> EmbeddedLlmClient.load(other))
          .isInstanceOf(LlmException.class)
          .hasMessageContaining("can run only one");
    }
  }
}
