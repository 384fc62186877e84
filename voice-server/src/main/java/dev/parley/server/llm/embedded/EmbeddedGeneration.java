package dev.parley.server.llm.embedded;

import dev.parley.inference.onnx.RunCancellation;
import dev.parley.server.llm.Generation;
import dev.parley.server.llm.LlmException;
import dev.parley.server.llm.Prompt;
import dev.parley.server.llm.TokenSink;
import dev.parley.server.llm.TokenUsage;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One answer on its way from the model to its sink.
///
/// The model never waits for a sink, since others wait for the model: an answer has at most
/// [EmbeddedLlmClient#ANSWER_TOKENS] pieces, which all have room here with one end and one
/// cancellation, and a virtual thread of this answer hands them on.
final class EmbeddedGeneration implements Generation {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedGeneration.class);

  private sealed interface Event {
    record Token(String text) implements Event {}

    record Finished(TokenUsage usage) implements Event {}

    record Failed(LlmException failure) implements Event {}

    record Cancelled() implements Event {}
  }

  private final Prompt prompt;
  private final TokenSink sink;
  private final Consumer<EmbeddedGeneration> onCancel;
  private final BlockingQueue<Event> events =
      new LinkedBlockingQueue<>(EmbeddedLlmClient.ANSWER_TOKENS + 2);
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final RunCancellation runs = new RunCancellation();
  private volatile boolean done;

  /// @param onCancel told when this answer is no longer wanted; must not block
  EmbeddedGeneration(Prompt prompt, TokenSink sink, Consumer<EmbeddedGeneration> onCancel) {
    this.prompt = prompt;
    this.sink = sink;
    this.onCancel = onCancel;
  }

  void start() {
    Thread.ofVirtual().name("embedded-llm-answer").start(this::deliver);
  }

  Prompt prompt() {
    return prompt;
  }

  /// Ends what is computed for this answer once it is cancelled.
  RunCancellation runs() {
    return runs;
  }

  void token(String text) {
    events.add(new Event.Token(text));
  }

  void finish(TokenUsage usage) {
    events.add(new Event.Finished(usage));
  }

  void fail(LlmException failure) {
    events.add(new Event.Failed(failure));
  }

  @Override
  public void cancel() {
    if (cancelled.compareAndSet(false, true)) {
      done = true;
      events.add(new Event.Cancelled());
      runs.cancel();
      onCancel.accept(this);
    }
  }

  @Override
  public boolean isDone() {
    return done;
  }

  private void deliver() {
    try {
      while (handOn(events.take())) {}
    } catch (InterruptedException e) {
      // Nobody interrupts this thread but a sink that runs on it.
      cancel();
    } catch (RuntimeException e) {
      LOG.warn("A listener to the embedded model failed; its answer is cancelled.", e);
      cancel();
    }
  }

  /// @return whether more may follow
  private boolean handOn(Event event) {
    if (cancelled.get()) {
      return false;
    }
    return switch (event) {
      case Event.Token token -> {
        sink.token(token.text());
        yield true;
      }
      case Event.Finished finished -> {
        done = true;
        sink.finished(finished.usage());
        yield false;
      }
      case Event.Failed failed -> {
        done = true;
        sink.failed(failed.failure());
        yield false;
      }
      case Event.Cancelled _ -> false;
    };
  }
}
