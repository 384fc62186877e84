package dev.parley.asr.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A Whisper network of random weights that is small enough for tests, in every container.
public final class TinyWhisper {
  public static final int MEL_BINS = 8;
  public static final int AUDIO_CONTEXT = 40;
  public static final int WIDTH = 128;
  public static final int VOCABULARY = 70;
  public static final int TEXT_CONTEXT = 24;
  public static final int ENCODER_LAYERS = 2;
  public static final int DECODER_LAYERS = 3;

  /// A tensor as both containers hold it.
  public record Values(List<Integer> shape, List<Float> numbers) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  /// Under the names of Hugging Face.
  private final Map<String, Values> tensors = new LinkedHashMap<>();
  private final Random random = new Random(5);

  public TinyWhisper() {
    linear("model.encoder.conv1", true, WIDTH, MEL_BINS, 3);
    linear("model.encoder.conv2", true, WIDTH, WIDTH, 3);
    tensor("model.encoder.embed_positions.weight", 0.3f, AUDIO_CONTEXT, WIDTH);
    tensor("model.decoder.embed_tokens.weight", 0.3f, VOCABULARY, WIDTH);
    tensor("model.decoder.embed_positions.weight", 0.3f, TEXT_CONTEXT, WIDTH);
    for (int i = 0; i < ENCODER_LAYERS; i++) {
      layer("model.encoder.layers." + i, "self_attn");
    }
    for (int i = 0; i < DECODER_LAYERS; i++) {
      layer("model.decoder.layers." + i, "self_attn", "encoder_attn");
    }
    norm("model.encoder.layer_norm");
    norm("model.decoder.layer_norm");
  }

  /// The tensors under the names of Hugging Face; may be changed before writing.
  public Map<String, Values> tensors() {
    return tensors;
  }

  /// Writes `model.safetensors` with 32-bit numbers.
  public Path safetensors(Path folder) throws IOException {
    return safetensors(folder.resolve("model.safetensors"), tensors, StoredType.FLOAT32);
  }

  /// Writes all tensors into one safetensors file.
  static Path safetensors(Path file, Map<String, Values> tensors, StoredType type)
      throws IOException {
    ObjectNode header = JSON.createObjectNode();
    header.putObject("__metadata__").put("format", "pt");
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (Map.Entry<String, Values> entry : tensors.entrySet()) {
      ObjectNode tensor = header.putObject(entry.getKey());
      tensor.put(
          "dtype",
          switch (type) {
            case FLOAT16 -> "F16";
            case BFLOAT16 -> "BF16";
            default -> "F32";
          });
      entry.getValue().shape.forEach(tensor.putArray("shape")::add);
      int start = data.size();
      data.writeBytes(encoded(entry.getValue(), type));
      tensor.putArray("data_offsets").add(start).add(data.size());
    }
    byte[] text = JSON.writeValueAsBytes(header);
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES + text.length + data.size()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(text.length).put(text).put(data.toByteArray());
    return Files.write(file, bytes.array());
  }

  /// Writes `model.bin` of CTranslate2.
  public Path cTranslate2(Path folder) throws IOException {
    return cTranslate2(folder, StoredType.FLOAT32);
  }

  Path cTranslate2(Path folder, StoredType type) throws IOException {
    Map<String, Values> renamed = new LinkedHashMap<>();
    for (String part : List.of("encoder", "decoder")) {
      for (String name : List.of("conv1/weight", "conv1/bias", "conv2/weight", "conv2/bias")) {
        if (part.equals("encoder")) {
          renamed.put("encoder/" + name, get("encoder." + name.replace('/', '.')));
        }
      }
      renamed.put(part + "/position_encodings/encodings", get(part + ".embed_positions.weight"));
      norm(renamed, part + "/layer_norm", part + ".layer_norm");
      int layers = part.equals("encoder") ? ENCODER_LAYERS : DECODER_LAYERS;
      for (int i = 0; i < layers; i++) {
        layer(renamed, "%s/layer_%d".formatted(part, i), "%s.layers.%d".formatted(part, i));
      }
    }
    renamed.put("decoder/embeddings/weight", get("decoder.embed_tokens.weight"));
    return Files.write(folder.resolve("model.bin"), container(renamed, type));
  }

  private void layer(Map<String, Values> renamed, String name, String old) {
    norm(renamed, name + "/self_attention/layer_norm", old + ".self_attn_layer_norm");
    pair(renamed, name + "/self_attention/linear_0", old + ".self_attn", "q", "k", "v");
    pair(renamed, name + "/self_attention/linear_1", old + ".self_attn", "out");
    if (name.startsWith("decoder")) {
      norm(renamed, name + "/attention/layer_norm", old + ".encoder_attn_layer_norm");
      pair(renamed, name + "/attention/linear_0", old + ".encoder_attn", "q");
      pair(renamed, name + "/attention/linear_1", old + ".encoder_attn", "k", "v");
      pair(renamed, name + "/attention/linear_2", old + ".encoder_attn", "out");
    }
    norm(renamed, name + "/ffn/layer_norm", old + ".final_layer_norm");
    for (String kind : List.of("weight", "bias")) {
      renamed.put(name + "/ffn/linear_0/" + kind, get(old + ".fc1." + kind));
      renamed.put(name + "/ffn/linear_1/" + kind, get(old + ".fc2." + kind));
    }
  }

  private void pair(Map<String, Values> renamed, String name, String old, String... projections) {
    List<Values> matrices =
        Stream.of(projections).map(p -> get("%s.%s_proj.weight".formatted(old, p))).toList();
    List<Values> biases =
        Stream.of(projections)
            .map(
                p ->
                    p.equals("k")
                        ? new Values(List.of(WIDTH), Collections.nCopies(WIDTH, 0f))
                        : get("%s.%s_proj.bias".formatted(old, p)))
            .toList();
    renamed.put(name + "/weight", stacked(matrices, List.of(WIDTH * projections.length, WIDTH)));
    renamed.put(name + "/bias", stacked(biases, List.of(WIDTH * projections.length)));
  }

  private static Values stacked(List<Values> parts, List<Integer> shape) {
    return new Values(shape, parts.stream().flatMap(part -> part.numbers.stream()).toList());
  }

  private void norm(Map<String, Values> renamed, String name, String old) {
    renamed.put(name + "/gamma", get(old + ".weight"));
    renamed.put(name + "/beta", get(old + ".bias"));
  }

  private Values get(String name) {
    return Objects.requireNonNull(tensors.get("model." + name), name);
  }

  private static byte[] container(Map<String, Values> tensors, StoredType type) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(number(6, 4));
    out.writeBytes(string("WhisperSpec"));
    out.writeBytes(number(3, 4));
    out.writeBytes(number(tensors.size(), 4));
    for (Map.Entry<String, Values> entry : tensors.entrySet()) {
      Values values = entry.getValue();
      out.writeBytes(string(entry.getKey()));
      out.write(values.shape.size());
      values.shape.forEach(size -> out.writeBytes(number(size, 4)));
      out.write(type == StoredType.FLOAT16 ? 4 : 0);
      byte[] data = encoded(values, type);
      out.writeBytes(number(data.length, 4));
      out.writeBytes(data);
    }
    out.writeBytes(number(1, 4));
    out.writeBytes(string("decoder/projection/weight"));
    out.writeBytes(string("decoder/embeddings/weight"));
    return out.toByteArray();
  }

  private static byte[] string(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(bytes.length + 3)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) (bytes.length + 1))
        .put(bytes)
        .array();
  }

  private static byte[] number(int value, int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  private static byte[] encoded(Values values, StoredType type) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.numbers.size() * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values.numbers) {
      switch (type) {
        case FLOAT16 -> bytes.putShort(Float.floatToFloat16(value));
        case BFLOAT16 -> bytes.putShort((short) (Float.floatToRawIntBits(value) >> Short.SIZE));
        default -> bytes.putFloat(value);
      }
    }
    return bytes.array();
  }

  private void layer(String name, String... attentions) {
    for (String attention : attentions) {
      norm(name + "." + attention + "_layer_norm");
      for (String projection : List.of("q_proj", "k_proj", "v_proj", "out_proj")) {
        linear(
            "%s.%s.%s".formatted(name, attention, projection),
            !projection.equals("k_proj"),
            WIDTH,
            WIDTH);
      }
    }
    norm(name + ".final_layer_norm");
    linear(name + ".fc1", true, 4 * WIDTH, WIDTH);
    linear(name + ".fc2", true, WIDTH, 4 * WIDTH);
  }

  private void norm(String name) {
    tensor(name + ".weight", 0.5f, WIDTH);
    tensor(name + ".bias", 0.1f, WIDTH);
  }

  private void linear(String name, boolean biased, int... shape) {
    tensor(name + ".weight", 0.1f, shape);
    if (biased) {
      tensor(name + ".bias", 0.1f, shape[0]);
    }
  }

  private void tensor(String name, float scale, int... shape) {
    int count = IntStream.of(shape).reduce(1, Math::multiplyExact);
    // Numbers that all stored types hold exactly.
    List<Float> numbers =
        Stream.generate(() -> exact(scale * (float) random.nextGaussian())).limit(count).toList();
    tensors.put(name, new Values(IntStream.of(shape).boxed().toList(), numbers));
  }

  private static float exact(float value) {
    float rounded = Float.intBitsToFloat(Float.floatToRawIntBits(value) & 0xffff0000);
    return Float.float16ToFloat(Float.floatToFloat16(rounded));
  }
}
