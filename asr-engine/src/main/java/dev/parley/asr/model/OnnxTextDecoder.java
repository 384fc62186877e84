package dev.parley.asr.model;

import dev.parley.inference.onnx.ModelOutputs;
import dev.parley.inference.onnx.OnnxModel;
import dev.parley.inference.onnx.RunCancellation;
import dev.parley.inference.onnx.Tensor;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One decoding over one window: single tokens through the step graph, several through the prompt
/// graph, both into the same memory.
final class OnnxTextDecoder implements TextDecoder {
  private static final String ALIGNMENT = "alignment";

  private final OnnxModel prompt;
  private final OnnxModel step;
  private final DecoderMemories memories;
  private final DecoderMemory memory;
  private final @Nullable RunCancellation cancellation;
  private final int positions;
  private final int alignmentHeads;
  private final float[][] alignments;
  private final Map<String, Tensor> inputs = new LinkedHashMap<>();
  private int length;
  private boolean closed;

  OnnxTextDecoder(
      WhisperNetworks networks,
      DecoderMemories memories,
      EncodedWindow audio,
      @Nullable RunCancellation cancellation) {
    prompt = networks.prompt();
    step = networks.step();
    alignmentHeads = networks.alignmentHeads();
    alignments = new float[networks.dimensions().textContext()][];
    positions = audio.positions();
    this.cancellation = cancellation;
    this.memories = memories;
    inputs.putAll(audio.layers());
    memory = memories.take();
    inputs.putAll(memory.inputs());
  }

  @Override
  public FloatBuffer feed(int... tokens) {
    if (closed) {
      throw new IllegalStateException("The decoder is closed.");
    }
    if (tokens.length == 0 || length + tokens.length > alignments.length) {
      throw new IllegalStateException(
          "%d tokens cannot follow %d: a decoding holds at most %d."
              .formatted(tokens.length, length, alignments.length));
    }
    memory.past.ints().put(0, length);
    if (tokens.length == 1 && length > 0) {
      memory.token.longs().put(0, tokens[0]);
      run(step, memory.token, 1);
    } else {
      try (Tensor several = Tensor.longs(1, tokens.length)) {
        for (int i = 0; i < tokens.length; i++) {
          several.longs().put(i, tokens[i]);
        }
        run(prompt, several, tokens.length);
      }
    }
    length += tokens.length;
    return memory.logits.floats();
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
    return alignments[index].clone();
  }

  @Override
  public int alignmentHeads() {
    return alignmentHeads;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      memories.give(memory);
    }
  }

  private void run(OnnxModel graph, Tensor tokens, int count) {
    inputs.put("tokens", tokens);
    try (ModelOutputs outputs =
        graph.run(inputs, memory.outputs(), Set.of(ALIGNMENT), cancellation)) {
      FloatBuffer scores = outputs.get(ALIGNMENT).floats();
      for (int token = 0; token < count; token++) {
        float[] alignment = new float[alignmentHeads * positions];
        for (int head = 0; head < alignmentHeads; head++) {
          scores.get((head * count + token) * positions, alignment, head * positions, positions);
        }
        alignments[length + token] = alignment;
      }
    }
  }
}
