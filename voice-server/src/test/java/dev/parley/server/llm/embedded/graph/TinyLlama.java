package dev.parley.server.llm.embedded.graph;

import dev.parley.asr.token.ByteAlphabet;
import dev.parley.inference.gguf.GgufWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// A model of two layers with weights by chance and a vocabulary of the 256 bytes, three merges and
/// the marks of ChatML.
public final class TinyLlama {
  public static final int WIDTH = 64;
  public static final int FEED_FORWARD = 96;
  public static final int HEADS = 4;
  public static final int KEY_VALUE_HEADS = 2;
  public static final int LAYERS = 2;
  public static final int CONTEXT = 128;

  private static final int F32 = 0;
  private static final int F16 = 1;
  private static final int Q4_0 = 2;
  private static final int Q4_1 = 3;
  private static final int Q8_0 = 8;

  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);

  /// The file with 4-bit weights of both kinds, 8-bit and unrounded ones.
  public GgufWriter writer() {
    List<String> tokens = tokens();
    int[] types = new int[tokens.size()];
    for (int i = 0; i < types.length; i++) {
      types[i] = tokens.get(i).startsWith("<|") ? 3 : 1;
    }
    GgufWriter writer =
        new GgufWriter(3)
            .text("general.architecture", "llama")
            .whole("llama.block_count", LAYERS)
            .whole("llama.context_length", CONTEXT)
            .whole("llama.embedding_length", WIDTH)
            .whole("llama.feed_forward_length", FEED_FORWARD)
            .whole("llama.attention.head_count", HEADS)
            .whole("llama.attention.head_count_kv", KEY_VALUE_HEADS)
            .number("llama.rope.freq_base", 10_000)
            .number("llama.attention.layer_norm_rms_epsilon", 1e-5f)
            .text("tokenizer.ggml.model", "gpt2")
            .text("tokenizer.ggml.pre", "smollm")
            .texts("tokenizer.ggml.tokens", tokens)
            .wholes("tokenizer.ggml.token_type", types)
            .texts("tokenizer.ggml.merges", List.of("h e", "l l", "he ll"))
            .whole("tokenizer.ggml.eos_token_id", tokens.size() - 1);
    add(writer, "token_embd.weight", Q8_0, tokens.size(), WIDTH);
    gain(writer, "output_norm.weight");
    for (int layer = 0; layer < LAYERS; layer++) {
      String block = "blk." + layer + ".";
      int narrow = WIDTH / HEADS * KEY_VALUE_HEADS;
      gain(writer, block + "attn_norm.weight");
      gain(writer, block + "ffn_norm.weight");
      add(writer, block + "attn_q.weight", Q4_1, WIDTH, WIDTH);
      add(writer, block + "attn_k.weight", Q4_1, narrow, WIDTH);
      add(writer, block + "attn_v.weight", layer == 0 ? Q8_0 : Q4_0, narrow, WIDTH);
      add(writer, block + "attn_output.weight", Q4_0, WIDTH, WIDTH);
      add(writer, block + "ffn_gate.weight", layer == 0 ? F16 : Q4_1, FEED_FORWARD, WIDTH);
      add(writer, block + "ffn_up.weight", layer == 0 ? F32 : Q4_1, FEED_FORWARD, WIDTH);
      add(writer, block + "ffn_down.weight", Q4_1, WIDTH, FEED_FORWARD);
    }
    return writer;
  }

  /// The 256 bytes in the order of their values, `he`, `ll`, `hell`, and the marks.
  public static List<String> tokens() {
    List<String> tokens = new ArrayList<>();
    for (int value = 0; value < 256; value++) {
      tokens.add(ByteAlphabet.toCharacters(new byte[] {(byte) value}));
    }
    tokens.addAll(List.of("he", "ll", "hell", "<|im_start|>", "<|im_end|>"));
    return tokens;
  }

  private void gain(GgufWriter writer, String name) {
    float[] values = new float[WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      values[i] = (float) random.nextDouble(0.5, 1.5);
    }
    writer.floats(name, values, WIDTH);
  }

  private void add(GgufWriter writer, String name, int type, int rows, int columns) {
    int count = rows * columns;
    switch (type) {
      case F32 -> writer.floats(name, gaussian(count), rows, columns);
      case F16 -> {
        byte[] bytes = new byte[2 * count];
        ByteBuffer halves = little(bytes);
        for (float value : gaussian(count)) {
          halves.putShort(Float.floatToFloat16(value));
        }
        writer.tensor(name, type, bytes, rows, columns);
      }
      case Q4_0 -> writer.tensor(name, type, blocks(count, 16, 0.04f, false), rows, columns);
      case Q4_1 -> writer.tensor(name, type, blocks(count, 16, 0.04f, true), rows, columns);
      default -> writer.tensor(name, type, blocks(count, 32, 0.003f, false), rows, columns);
    }
  }

  private float[] gaussian(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian(0, 0.2);
    }
    return values;
  }

  private byte[] blocks(int weights, int bytesPerBlock, float step, boolean withMinimum) {
    int count = weights / 32;
    byte[] bytes = new byte[count * (bytesPerBlock + (withMinimum ? 4 : 2))];
    ByteBuffer all = little(bytes);
    byte[] numbers = new byte[bytesPerBlock];
    for (int i = 0; i < count; i++) {
      float scale = step * (float) random.nextDouble(0.5, 1.5);
      all.putShort(Float.floatToFloat16(scale));
      if (withMinimum) {
        all.putShort(Float.floatToFloat16(-scale * (float) random.nextDouble(5, 10)));
      }
      random.nextBytes(numbers);
      all.put(numbers);
    }
    return bytes;
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
