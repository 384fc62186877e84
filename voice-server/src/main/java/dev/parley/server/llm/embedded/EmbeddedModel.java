package dev.parley.server.llm.embedded;

import dev.parley.inference.InferenceExecutor;
import dev.parley.inference.InferenceExecutor.Urgency;
import dev.parley.inference.gguf.GgufFile;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.onnx.RunCancellation;
import dev.parley.server.llm.embedded.graph.LlamaDimensions;
import dev.parley.server.llm.embedded.graph.LlamaGraphs;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A loaded language model with its vocabulary and the texts that it remembers.
///
/// It computes on the inference threads, where what is more urgent goes before it at every token:
/// each run is one token or one part of a text. A memory is used by one thread at a time, and only
/// one thread reads prompts.
final class EmbeddedModel implements AutoCloseable {
  /// How much of a text is read in one run, about a twentieth of a second on two cores: a
  /// transcript may have to wait for it. Larger parts are a twentieth faster, half as large ones a
  /// tenth slower.
  private static final int PART = 32;

  private final LlamaDimensions sizes;
  private final Vocabulary vocabulary;
  private final LlamaNetwork network;
  private final InferenceExecutor executor;
  private final TextMemories memories;
  private final int capacity;

  private EmbeddedModel(
      LlamaDimensions sizes,
      Vocabulary vocabulary,
      LlamaNetwork network,
      InferenceExecutor executor,
      TextMemories memories,
      int capacity) {
    this.sizes = sizes;
    this.vocabulary = vocabulary;
    this.network = network;
    this.executor = executor;
    this.memories = memories;
    this.capacity = capacity;
  }

  /// @param texts how many texts are remembered
  /// @param capacity the most tokens of a text
  /// @throws dev.parley.inference.gguf.GgufException if the file is no model that can be run
  static EmbeddedModel load(
      Path file, int texts, int capacity, OnnxRuntime runtime, InferenceExecutor executor) {
    try (GgufFile weights = GgufFile.open(file)) {
      LlamaDimensions sizes = LlamaDimensions.of(weights);
      Vocabulary vocabulary = Vocabulary.of(weights);
      LlamaNetwork network =
          LlamaNetwork.load(LlamaGraphs.obtain(weights, sizes).tokens(), sizes, runtime);
      int room = Math.min(capacity, sizes.context());
      return new EmbeddedModel(
          sizes, vocabulary, network, executor, new TextMemories(sizes, texts, room), room);
    }
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  /// The tokens of a whole text.
  int[] encode(String text) {
    int[] tokens = vocabulary.encode(text);
    return vocabulary.beginning().isEmpty()
        ? tokens
        : IntStream.concat(IntStream.of(vocabulary.beginning().getAsInt()), Arrays.stream(tokens))
            .toArray();
  }

  /// The longest text in tokens.
  int capacity() {
    return capacity;
  }

  /// A memory for other texts than prompts, which the caller closes before the model.
  TextMemory memory(int most) {
    return new TextMemory(sizes, most);
  }

  /// Reads what is new in a prompt; what it begins with like an earlier one costs nothing. The
  /// memory is the caller's until the next call.
  ///
  /// @throws dev.parley.inference.onnx.RunCancelledException if cancelled
  TextMemory read(int[] prompt, Urgency urgency, @Nullable RunCancellation cancellation) {
    TextMemory memory = memories.of(prompt);
    read(memory, prompt, urgency, cancellation);
    return memory;
  }

  /// Reads one more token of an answer.
  ///
  /// @throws dev.parley.inference.onnx.RunCancelledException if cancelled
  void read(TextMemory memory, int token, Urgency urgency, @Nullable RunCancellation cancellation) {
    int _ =
        executor.call(urgency, cancellation, () -> run(memory, new int[] {token}, cancellation));
  }

  /// Reads what a memory lacks at the end of a text.
  ///
  /// @throws InterruptedException if interrupted; the memory then holds some of it
  void readInterruptibly(TextMemory memory, int[] text, Urgency urgency)
      throws InterruptedException {
    RunCancellation cancellation = new RunCancellation();
    while (memory.length() < text.length) {
      int[] part = nextPart(memory, text);
      int _ =
          executor.callInterruptibly(urgency, cancellation, () -> run(memory, part, cancellation));
    }
  }

  /// Frees the model; nothing may be computed any more.
  @Override
  public void close() {
    memories.close();
    network.close();
  }

  private void read(
      TextMemory memory, int[] text, Urgency urgency, @Nullable RunCancellation cancellation) {
    while (memory.length() < text.length) {
      int[] part = nextPart(memory, text);
      int _ = executor.call(urgency, cancellation, () -> run(memory, part, cancellation));
    }
  }

  private static int[] nextPart(TextMemory memory, int[] text) {
    return Arrays.copyOfRange(text, memory.length(), Math.min(text.length, memory.length() + PART));
  }

  /// @return how many tokens the memory holds
  private int run(TextMemory memory, int[] text, @Nullable RunCancellation cancellation) {
    network.read(memory, text, cancellation);
    return memory.length();
  }
}
