package dev.parley.server.llm.embedded;

import dev.parley.inference.InferenceExecutor;
import dev.parley.inference.InferenceExecutor.Urgency;
import dev.parley.inference.gguf.GgufException;
import dev.parley.inference.onnx.InferenceException;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.onnx.RunCancellation;
import dev.parley.inference.onnx.RunCancelledException;
import dev.parley.server.llm.EndOfThought;
import dev.parley.server.llm.Generation;
import dev.parley.server.llm.LlmClient;
import dev.parley.server.llm.LlmException;
import dev.parley.server.llm.Message;
import dev.parley.server.llm.Prompt;
import dev.parley.server.llm.TokenSink;
import dev.parley.server.llm.TokenUsage;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A small language model in this process, for servers without any other: SmolLM2 on ONNX Runtime.
///
/// Answers are computed one at a time, in the order in which they were asked for.
/// [EmbeddedSettings#waiting] answers may wait; one more fails at once with
/// [LlmException.Kind#TRANSIENT]. An answer has at most two sentences.
///
/// Each token, or some tokens of a prompt, is a piece of work of its own on the inference threads,
/// so a transcript waits for one of them at most. A cancelled answer stops within the run that is
/// under way.
public final class EmbeddedLlmClient implements LlmClient {
  /// More than two spoken sentences rarely have; an answer that never ends is cut here.
  static final int ANSWER_TOKENS = 80;

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedLlmClient.class);

  /// The same question gets the same answer, which makes reports reproducible.
  private static final long SEED = 42;

  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final EmbeddedSettings settings;
  private final EmbeddedModel model;
  private final EmbeddedEndOfThought endOfThought;
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
    this.endOfThought = new EmbeddedEndOfThought(model);
    this.format = new ChatFormat(model.vocabulary()::count, settings.promptTokens());
    this.thread = Thread.ofVirtual().name("embedded-llm").unstarted(this::work);
  }

  /// Loads the model and has it read what every prompt begins with. Takes about a second; on first
  /// use of the file its graph is built, which takes some seconds.
  ///
  /// @param executor where the model computes; stays the caller's, and outlives the client
  /// @throws LlmException if the file cannot be read, or is no model that can be run
  public static EmbeddedLlmClient load(
      EmbeddedSettings settings, OnnxRuntime runtime, InferenceExecutor executor) {
    EmbeddedLlmClient client = new EmbeddedLlmClient(settings, open(settings, runtime, executor));
    try {
      client.warmUp();
    } catch (RuntimeException e) {
      client.free();
      throw e;
    }
    client.thread.start();
    return client;
  }

  private static EmbeddedModel open(
      EmbeddedSettings settings, OnnxRuntime runtime, InferenceExecutor executor) {
    EmbeddedModel model;
    try {
      model =
          EmbeddedModel.load(
              settings.file(),
              settings.texts(),
              settings.promptTokens() + ANSWER_TOKENS,
              runtime,
              executor);
    } catch (GgufException | UncheckedIOException | InferenceException e) {
      throw new LlmException(LlmException.Kind.PERMANENT, String.valueOf(e.getMessage()), e);
    }
    try {
      requireFormat(settings, model);
    } catch (LlmException e) {
      model.close();
      throw e;
    }
    return model;
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

  /// The model is too small to choose a tool and write its arguments.
  @Override
  public boolean callsTools() {
    return false;
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

  /// Judges words with this model. Knows nothing any more once the client is closed.
  public EndOfThought endOfThought() {
    return endOfThought;
  }

  @Override
  public void close() {
    List<EmbeddedGeneration> unwanted;
    synchronized (lock) {
      if (closed) {
        return;
      }
      closed = true;
      unwanted = new ArrayList<>(waiting);
      if (running != null) {
        unwanted.add(running);
      }
      lock.notifyAll();
    }
    unwanted.forEach(EmbeddedGeneration::cancel);
    try {
      if (thread.join(CLOSING)) {
        free();
      } else {
        LOG.warn("The embedded language model still computes and cannot be freed.");
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
      } catch (RunCancelledException _) {
        LOG.debug("An answer of the embedded language model was cancelled.");
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
    int[] tokens = model.encode(format.write(prompt));
    SpokenAnswer answer = new SpokenAnswer(generation::token);
    int most = Math.clamp(prompt.maxTokens(), 1, ANSWER_TOKENS);
    int count = generate(tokens, most, generation.runs(), answer);
    answer.finish();
    generation.finish(new TokenUsage(tokens.length, count));
  }

  /// @return how many tokens were generated
  private int generate(int[] prompt, int most, RunCancellation cancellation, SpokenAnswer answer) {
    Vocabulary vocabulary = model.vocabulary();
    Sampler sampler = new Sampler(settings.sampling(), new SplittableRandom(SEED));
    TextMemory memory = model.read(prompt, Urgency.ANSWER, cancellation);
    for (int count = 0; count < most; count++) {
      int token = sampler.choose(memory.scores(), memory.tokens(), memory.length());
      if (vocabulary.ends(token)) {
        return count;
      }
      if (!answer.accept(vocabulary.bytes(token)) || count + 1 == most) {
        return count + 1;
      }
      model.read(memory, token, Urgency.ANSWER, cancellation);
    }
    return most;
  }

  private void free() {
    endOfThought.close();
    model.close();
  }

  private static void requireFormat(EmbeddedSettings settings, EmbeddedModel model) {
    for (String mark : ChatFormat.MARKS) {
      if (!model.vocabulary().contains(mark)) {
        throw new LlmException(
            LlmException.Kind.PERMANENT,
            "The language model %s has no token '%s', so it does not follow the ChatML format. Use an instruction-tuned SmolLM2, or serve the model with Ollama or llama-server."
                .formatted(settings.file(), mark));
      }
    }
    if (settings.promptTokens() + ANSWER_TOKENS > model.capacity()) {
      throw new LlmException(
          LlmException.Kind.PERMANENT,
          "The language model %s reads %d tokens, which is too few for prompts of %d. Use another model."
              .formatted(settings.file(), model.capacity(), settings.promptTokens()));
    }
  }

  private void warmUp() {
    Prompt greeting =
        new Prompt(Prompt.DEFAULT_SYSTEM, List.of(new Message.User("Hello.")), ANSWER_TOKENS);
    int[] tokens = model.encode(format.write(greeting));
    TextMemory memory = model.read(tokens, Urgency.BATCH, null);
    model.read(memory, tokens[0], Urgency.BATCH, null);
  }
}
