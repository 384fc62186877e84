package dev.parley.asr.model;

import dev.parley.inference.onnx.ModelOutputs;
import dev.parley.inference.onnx.Tensor;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One decoding over one window, by itself or, token by token, together with others.
final class OnnxTextDecoder implements TextDecoder {
  private final OnnxWhisperModel model;
  private final EncodedWindow window;
  private final ModelUse use;
  private final DecoderMemory memory;
  private final WhisperDimensions dimensions;
  private final float[][] alignments;
  private @Nullable Tensor verified;
  private int length;
  private boolean closed;

  OnnxTextDecoder(OnnxWhisperModel model, EncodedWindow window, ModelUse use) {
    this.model = model;
    this.window = window;
    this.use = use;
    dimensions = model.dimensions();
    alignments = new float[dimensions.textContext()][];
    memory = model.memories().take();
  }

  @Override
  public FloatBuffer feed(int... tokens) {
    requireRoom(tokens.length);
    if (tokens.length == 1 && length > 0) {
      model.step(List.of(this), tokens);
    } else {
      runPrompt(tokens, 1, memory.logits);
    }
    return memory.logits.floats();
  }

  @Override
  public FloatBuffer verify(int... tokens) {
    requireRoom(tokens.length);
    Tensor rows = Tensor.floats(1, tokens.length, dimensions.vocabulary());
    if (verified != null) {
      verified.close();
    }
    verified = rows;
    runPrompt(tokens, tokens.length, rows);
    FloatBuffer all = rows.floats();
    int last = (tokens.length - 1) * dimensions.vocabulary();
    memory.logits.floats().put(all.slice(last, dimensions.vocabulary()));
    return all;
  }

  @Override
  public FloatBuffer scores() {
    return memory.logits.floats();
  }

  @Override
  public TextDecoder fork() {
    requireRoom(0);
    OnnxTextDecoder copy = new OnnxTextDecoder(model, window, use);
    copy.memory.copy(memory, length);
    System.arraycopy(alignments, 0, copy.alignments, 0, length);
    copy.length = length;
    return copy;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public void truncate(int newLength) {
    if (newLength < 0 || newLength > length) {
      throw new IllegalArgumentException(
          "A decoding of %d tokens cannot be truncated to %d.".formatted(length, newLength));
    }
    length = newLength;
  }

  @Override
  public float[] alignment(int index) {
    if (index < 0 || index >= length) {
      throw new IndexOutOfBoundsException(
          "There is no token %d among %d.".formatted(index, length));
    }
    return alignments[index];
  }

  @Override
  public int alignmentHeads() {
    return model.alignmentHeads();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      if (verified != null) {
        verified.close();
      }
      model.memories().give(memory);
    }
  }

  ModelUse use() {
    return use;
  }

  DecoderMemory memory() {
    return memory;
  }

  List<Tensor> audio() {
    return window.layers();
  }

  /// Puts the token of the next step in place.
  void prepareStep(int token) {
    requireRoom(1);
    if (length == 0) {
      throw new IllegalStateException("A decoding cannot start with a step.");
    }
    use.throwIfCancelled();
    memory.past.ints().put(0, length);
    memory.token.longs().put(0, token);
  }

  /// The token that was put in place for the next step.
  long nextToken() {
    return memory.token.longs().get(0);
  }

  /// Computes the step alone, on the calling thread.
  void stepAlone() {
    runNow(memory.token, 1, memory.logits);
    length++;
  }

  /// Takes what a step together with others gave.
  void stepped(FloatBuffer logits, FloatBuffer alignment) {
    memory.logits.floats().put(logits);
    keepAlignment(alignment, 1);
    length++;
  }

  private void runPrompt(int[] tokens, int scored, Tensor logits) {
    model.run(
        use,
        () -> {
          promptNow(tokens, scored, logits);
          return true;
        });
    length += tokens.length;
  }

  private void promptNow(int[] tokens, int scored, Tensor logits) {
    try (Tensor several = Tensor.longs(1, tokens.length)) {
      for (int i = 0; i < tokens.length; i++) {
        several.longs().put(i, tokens[i]);
      }
      runNow(several, scored, logits);
    }
  }

  private void runNow(Tensor tokens, int scored, Tensor logits) {
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    BufferNames names = model.networks().names();
    memory.past.ints().put(0, length);
    names.put(inputs, outputs, memory, window.layers());
    inputs.put("tokens", tokens);
    outputs.put("logits", logits);
    try (Tensor count = Tensor.ofLongs(new long[] {scored}, 1)) {
      inputs.put("scored", count);
      try (ModelOutputs results =
          model
              .networks()
              .tokens()
              .run(inputs, outputs, Set.of(names.alignment()), use.cancellation())) {
        keepAlignment(results.get(names.alignment()).floats(), (int) tokens.shape()[1]);
      }
    }
  }

  /// @param scores [heads, count, positions]
  private void keepAlignment(FloatBuffer scores, int count) {
    int heads = alignmentHeads();
    int positions = window.positions();
    for (int token = 0; token < count; token++) {
      float[] alignment = new float[heads * positions];
      for (int head = 0; head < heads; head++) {
        scores.get((head * count + token) * positions, alignment, head * positions, positions);
      }
      alignments[length + token] = alignment;
    }
  }

  private void requireRoom(int tokens) {
    if (closed) {
      throw new IllegalStateException("The decoder is closed.");
    }
    if (length + tokens > alignments.length) {
      throw new IllegalStateException(
          "%d tokens cannot follow %d: a decoding holds at most %d."
              .formatted(tokens, length, alignments.length));
    }
  }
}
