package dev.parley.server.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every language model keeps. A client under test must answer with `Paris` and `Rome` when
/// asked for the capitals of France and Italy, in more than one token.
@Timeout(60)
public abstract class LlmClientContract {
  protected static final Prompt FRANCE = question("What is the capital of France?");
  protected static final Prompt ITALY = question("What is the capital of Italy?");

  private LlmClient client;

  protected static Prompt question(String text) {
    return new Prompt(Prompt.DEFAULT_SYSTEM, List.of(new Message.User(text)), 60);
  }

  protected abstract LlmClient open();

  /// Sees to it that no answer gets its first token before [#letAnswersGo].
  protected abstract void holdAnswers(LlmClient client);

  protected abstract void letAnswersGo();

  @BeforeEach
  final void openClient() {
    client = open();
  }

  @AfterEach
  final void closeClient() {
    client.close();
  }

  @Test
  void answersInOrderAndEndsOnce() {
    RecordingSink sink = RecordingSink.open();

    Generation generation = client.generate(FRANCE, sink);
    TokenUsage usage = sink.awaitFinished();
    drain();

    assertThat(sink.text()).contains("The capital of France is Paris");
    assertThat(sink.tokens()).hasSizeGreaterThan(1);
    assertThat(sink.endCount()).isEqualTo(1);
    assertThat(generation.isDone()).isTrue();
    assertThat(usage.output()).isPositive();
  }

  @Test
  void givesTheHandleBeforeTheFirstTokenHasBeenTaken() {
    RecordingSink sink = RecordingSink.blocked();

    Generation generation = client.generate(FRANCE, sink);
    sink.awaitFirstToken();

    assertThat(generation.isDone()).isFalse();
    sink.letGo();
    sink.awaitFinished();
    assertThat(sink.threads()).doesNotContain(Thread.currentThread());
  }

  @Test
  void cancelBeforeTheFirstTokenBringsNoEnd() {
    holdAnswers(client);
    RecordingSink sink = RecordingSink.open();

    Generation generation = client.generate(FRANCE, sink);
    generation.cancel();
    generation.cancel();
    letAnswersGo();
    drain();

    assertThat(generation.isDone()).isTrue();
    assertThat(sink.tokens()).isEmpty();
    assertThat(sink.endCount()).isZero();
  }

  @Test
  void cancelDuringAnAnswerStopsIt() {
    RecordingSink sink = RecordingSink.blocked();
    Generation generation = client.generate(FRANCE, sink);
    sink.awaitFirstToken();

    generation.cancel();
    generation.cancel();
    sink.letGo();
    drain();

    assertThat(generation.isDone()).isTrue();
    assertThat(sink.tokens()).hasSize(1);
    assertThat(sink.endCount()).isZero();
  }

  @Test
  void cancelAfterTheEndChangesNothing() {
    RecordingSink sink = RecordingSink.open();
    Generation generation = client.generate(FRANCE, sink);
    sink.awaitFinished();

    generation.cancel();
    generation.cancel();

    assertThat(generation.isDone()).isTrue();
    assertThat(sink.endCount()).isEqualTo(1);
  }

  @Test
  void answersAtOnceDoNotMix() {
    RecordingSink france = RecordingSink.open();
    RecordingSink italy = RecordingSink.open();

    client.generate(FRANCE, france);
    client.generate(ITALY, italy);
    france.awaitFinished();
    italy.awaitFinished();

    assertThat(france.text()).contains("Paris").doesNotContain("Rome");
    assertThat(italy.text()).contains("Rome").doesNotContain("Paris");
  }

  @Test
  void aSinkThatThrowsHarmsNobodyElse() {
    Generation generation =
        client.generate(
            FRANCE,
            new TokenSink() {
              @Override
              public void token(String text) {
                throw new IllegalStateException("This listener is broken on purpose.");
              }

              @Override
              public void toolCalls(List<ToolCall> calls) {}

              @Override
              public void finished(TokenUsage usage) {}

              @Override
              public void failed(LlmException failure) {}
            });

    drain();

    // Answers end in any order.
    while (!generation.isDone()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void closingCancelsWhatRunsAndRefusesWhatFollows() {
    RecordingSink running = RecordingSink.blocked();
    Generation generation = client.generate(FRANCE, running);
    running.awaitFirstToken();

    client.close();
    client.close();
    running.letGo();
    RecordingSink late = RecordingSink.open();
    client.generate(ITALY, late);

    assertThat(late.awaitFailed().kind()).isEqualTo(LlmException.Kind.PERMANENT);
    assertThat(generation.isDone()).isTrue();
    assertThat(running.tokens()).hasSize(1);
    assertThat(running.endCount()).isZero();
  }

  /// Lets whatever an earlier answer still might do happen: another answer runs to its end.
  private void drain() {
    RecordingSink sink = RecordingSink.open();
    client.generate(ITALY, sink);
    sink.awaitFinished();
  }
}
