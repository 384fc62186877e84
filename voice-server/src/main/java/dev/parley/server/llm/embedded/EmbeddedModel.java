package dev.parley.server.llm.embedded;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaIterator;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.ModelParameters;
import dev.parley.server.llm.LlmException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The one model of this process, which stays loaded until the process ends.
///
/// llama.cpp's binding gives no memory back when a model is closed and leaves its thread attached
/// to the virtual machine, so a second load would only add to both. Loading the same file again
/// therefore returns the model that is there.
///
/// Never ask this binding for token probabilities (`setNProbs`): it ends the process.
final class EmbeddedModel {
  /// One token is little work, and a second thread costs more in waiting than it computes; it would
  /// also take the core on which the recogniser and the voice run.
  private static final int ANSWERING_THREADS = 1;

  /// Reading a prompt happens before any speech is made and halves its time with two.
  private static final int READING_THREADS =
      Math.min(2, Runtime.getRuntime().availableProcessors());

  /// Room for an answer beside the longest prompt.
  private static final int CONTEXT_TOKENS = 2048;

  /// A long prompt is read in steps of at least this many tokens, about 0.4 s, because nothing can
  /// stop the binding within one.
  private static final int READING_STEP = 96;

  private static final ReentrantLock LOADING = new ReentrantLock();
  private static @Nullable EmbeddedModel loaded;

  private final Path file;
  private final LlamaModel model;
  private final ReentrantLock computing = new ReentrantLock();

  /// The prompt whose tokens llama.cpp holds, so far as they are known to be read.
  private String read = "";

  private EmbeddedModel(Path file, LlamaModel model) {
    this.file = file;
    this.model = model;
  }

  static EmbeddedModel load(Path file) {
    Path wanted = file.toAbsolutePath().normalize();
    LOADING.lock();
    try {
      EmbeddedModel present = loaded;
      if (present == null) {
        present = new EmbeddedModel(wanted, open(wanted));
        loaded = present;
      } else if (!present.file.equals(wanted)) {
        throw new LlmException(
            LlmException.Kind.PERMANENT,
            "This process runs the embedded model %s already and can run only one. Restart it to use %s."
                .formatted(present.file.getFileName(), wanted.getFileName()));
      }
      return present;
    } finally {
      LOADING.unlock();
    }
  }

  private static LlamaModel open(Path file) {
    if (!Files.isReadable(file)) {
      throw new LlmException(
          LlmException.Kind.PERMANENT,
          "The language model %s cannot be read. Run `parley models pull` or correct the path."
              .formatted(file));
    }
    ModelParameters parameters =
        new ModelParameters()
            .setModel(file.toString())
            .setCtxSize(CONTEXT_TOKENS)
            .setParallel(1)
            .setThreads(ANSWERING_THREADS)
            .setThreadsBatch(READING_THREADS)
            // Threads that wait for work sleep, as the recogniser needs their core.
            .setPoll(0)
            .setPollBatch(0)
            // The logger that the binding offers is replaced when a model loads; this is not.
            .disableLog();
    LlamaModel[] model = new LlamaModel[1];
    try {
      NativeLibrary.provideFor(() -> model[0] = new LlamaModel(parameters));
    } catch (LlmException e) {
      throw e;
    } catch (RuntimeException | UnsatisfiedLinkError e) {
      // The binding's own exception type is not public.
      throw new LlmException(
          LlmException.Kind.PERMANENT,
          "The language model %s cannot be loaded: %s. Run `parley models verify`, or configure another model."
              .formatted(file, e.getMessage()),
          e);
    }
    return model[0];
  }

  int countTokens(String text) {
    return model.encode(text).length;
  }

  /// Reads a prompt and answers it. Blocks while another answer is computed.
  ///
  /// @param cancelled asked before each step; once true, computing stops within one token or one
  ///     reading step
  /// @param take gets the pieces of the answer and says whether it wants more
  /// @return how many tokens the answer has
  int answer(
      ChatFormat.Text prompt,
      int maxTokens,
      double temperature,
      BooleanSupplier cancelled,
      Predicate<String> take) {
    computing.lock();
    try {
      if (!readAhead(prompt, cancelled)) {
        return 0;
      }
      return generate(
          prompt.whole(),
          maxTokens,
          temperature,
          piece -> !cancelled.getAsBoolean() && take.test(piece));
    } finally {
      computing.unlock();
    }
  }

  /// Waits until llama.cpp's own thread computes nothing, which after a cancellation it does for
  /// one token more.
  ///
  /// @return whether that was reached in time
  boolean settle(Duration patience) throws InterruptedException {
    if (!computing.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      return false;
    }
    try {
      // llama.cpp takes one request after the other, so the end of this one is behind all else.
      int _ = generate("", 0, 0, _ -> false);
      return true;
    } finally {
      computing.unlock();
    }
  }

  /// Reads a long prompt step by step. What an earlier prompt had in common with it costs nothing.
  ///
  /// @return whether it is still wanted
  private boolean readAhead(ChatFormat.Text prompt, BooleanSupplier cancelled) {
    StringBuilder text = new StringBuilder();
    int unread = 0;
    for (String piece : prompt.pieces()) {
      if (cancelled.getAsBoolean()) {
        return false;
      }
      if (unread >= READING_STEP) {
        generate(text.toString(), 0, 0, _ -> false);
        unread = 0;
      }
      text.append(piece);
      if (!read.startsWith(text.toString())) {
        unread += countTokens(piece);
      }
    }
    return !cancelled.getAsBoolean();
  }

  private int generate(String text, int maxTokens, double temperature, Predicate<String> take) {
    InferenceParameters parameters =
        new InferenceParameters(text)
            .setCachePrompt(true)
            .setNPredict(maxTokens)
            .setTemperature((float) temperature)
            .setTopK(40)
            .setTopP(0.95f)
            .setMinP(0.05f)
            // Enough against running in circles; more would punish the examples' own good words.
            .setRepeatPenalty(1.05f)
            .setRepeatLastN(64)
            // The same question gets the same answer, which makes reports reproducible.
            .setSeed(42);
    LlamaIterator answer = model.generate(parameters).iterator();
    read = text;
    int count = 0;
    boolean wanted = true;
    try {
      while (wanted && answer.hasNext()) {
        String piece = answer.next().text;
        if (answer.hasNext() || !piece.isEmpty()) {
          count++;
          wanted = take.test(piece);
        }
      }
    } finally {
      // Only the thread that takes the pieces may cancel: another one would leave it waiting for a
      // piece that never comes.
      if (answer.hasNext()) {
        answer.cancel();
      }
    }
    return count;
  }
}
