package dev.parley.server.llm.embedded;

import dev.parley.server.llm.Generation;
import dev.parley.server.llm.LlmClient;
import dev.parley.server.llm.LlmException;
import dev.parley.server.llm.Message;
import dev.parley.server.llm.Prompt;
import dev.parley.server.llm.TokenSink;
import dev.parley.server.llm.TokenUsage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A small language model in this process, for servers without any other: SmolLM2 by llama.cpp.
///
/// Answers are computed one at a time on a platform thread of the client, in the order in which
/// they were asked for. [EmbeddedSettings#waiting] answers may wait; one more fails at once with
/// [LlmException.Kind#TRANSIENT]. An answer has at most two sentences. A cancelled answer stops
/// computing within a token, or within about half a second while a long prompt is read.
///
/// ## Ending the process
/// llama.cpp's thread stays attached to the virtual machine for ever, so the process does not end
/// when `main` returns; and a process that ends while that thread computes may crash on its way
/// out, after [System#exit], [Runtime#halt] and a signal alike. So its owner calls [#close] first,
/// which returns when nothing computes any more (a few milliseconds, at most four seconds), and
/// then [System#exit]; an owner that may be ended by a signal calls [#close] in a shutdown hook.
///
/// The model's memory is given back only when the process ends; until then a new client of the same
/// file takes the model over.
public final class EmbeddedLlmClient implements LlmClient {
  /// More than two spoken sentences rarely have; an answer that never ends is cut here.
  static final int ANSWER_TOKENS = 80;

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedLlmClient.class);

  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final EmbeddedSettings settings;
  private final EmbeddedModel model;
  private final ChatFormat format;
  private final Thread thread;

  /// Guards the three fields below.
  private final Object lock = new Object();

  private final Deque<EmbeddedGeneration> waiting = new ArrayDeque<>();
  private @Nullable EmbeddedGeneration running;
  private boolean closed;

  private EmbeddedLlmClient(EmbeddedSettings settings, EmbeddedModel model) {
    this.settings = settings;
    this.model = model;
    this.format = new ChatFormat(model::countTokens, settings.promptTokens());
    this.thread = Thread.ofPlatform().daemon().name("embedded-llm").unstarted(this::work);
  }

  /// Loads the model, unless this process has it already, and has it read what every prompt begins
  /// with. Takes about half a second.
  ///
  /// @throws LlmException if the file cannot be read or loaded, or another one is loaded already
  public static EmbeddedLlmClient load(EmbeddedSettings settings) {
    EmbeddedLlmClient client = new EmbeddedLlmClient(settings, EmbeddedModel.load(settings.file()));
    client.warmUp();
    client.thread.start();
    return client;
  }

  @Override
  public String provider() {
    return "embedded";
  }

  @Override
  public String model() {
    String name = settings.file().getFileName().toString();
    return name.endsWith(".gguf") ? name.substring(0, name.length() - ".gguf".length()) : name;
  }

  @Override
  public Generation generate(Prompt prompt, TokenSink sink) {
    EmbeddedGeneration generation = new EmbeddedGeneration(prompt, sink, this::forget);
    synchronized (lock) {
      if (closed) {
        generation.fail(
            new LlmException(
                LlmException.Kind.PERMANENT,
                "The embedded language model is closed because the server stops."));
      } else if (waiting.size() >= settings.waiting()) {
        generation.fail(
            new LlmException(
                LlmException.Kind.TRANSIENT,
                "%d answers wait for the embedded language model already. Try again, or configure a language model that serves more sessions."
                    .formatted(settings.waiting())));
      } else {
        waiting.addLast(generation);
        lock.notifyAll();
      }
    }
    generation.start();
    return generation;
  }

  @Override
  public void close() {
    List<EmbeddedGeneration> unwanted;
    synchronized (lock) {
      closed = true;
      unwanted = new ArrayList<>(waiting);
      if (running != null) {
        unwanted.add(running);
      }
      lock.notifyAll();
    }
    unwanted.forEach(EmbeddedGeneration::cancel);
    try {
      if (thread.join(CLOSING) && !model.settle(CLOSING)) {
        LOG.warn("The embedded language model still computes for another client.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void forget(EmbeddedGeneration cancelled) {
    synchronized (lock) {
      waiting.remove(cancelled);
    }
  }

  private void work() {
    EmbeddedGeneration generation;
    while ((generation = next()) != null) {
      try {
        answer(generation);
      } catch (LlmException e) {
        generation.fail(e);
      } catch (RuntimeException e) {
        generation.fail(
            new LlmException(
                LlmException.Kind.TRANSIENT,
                "The embedded language model failed: %s".formatted(e.getMessage()),
                e));
      }
    }
  }

  private @Nullable EmbeddedGeneration next() {
    synchronized (lock) {
      running = null;
      while (waiting.isEmpty() && !closed) {
        try {
          lock.wait();
        } catch (InterruptedException e) {
          return null;
        }
      }
      running = waiting.pollFirst();
      return running;
    }
  }

  private void answer(EmbeddedGeneration generation) {
    Prompt prompt = generation.prompt();
    ChatFormat.Text text = format.write(prompt);
    SpokenLength spoken = new SpokenLength();
    int count =
        model.answer(
            text,
            Math.clamp(prompt.maxTokens(), 1, ANSWER_TOKENS),
            settings.temperature(),
            generation::isCancelled,
            piece -> {
              String delivered = spoken.accept(piece);
              if (!delivered.isEmpty()) {
                generation.token(delivered);
              }
              return !spoken.isComplete();
            });
    generation.finish(new TokenUsage(text.tokenCount(), count));
  }

  private void warmUp() {
    Prompt greeting =
        new Prompt(Prompt.DEFAULT_SYSTEM, List.of(new Message.User("Hello.")), ANSWER_TOKENS);
    int _ =
        model.answer(format.write(greeting), 1, settings.temperature(), () -> false, _ -> false);
  }
}
