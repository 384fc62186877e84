package dev.parley.load.ggml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.asr.checkpoint.TinyWhisper;
import dev.parley.asr.checkpoint.WhisperCheckpoint;
import dev.parley.asr.token.TestTokenizers;
import dev.parley.asr.token.Tokenizer;
import dev.parley.audio.feature.LogMel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class GgmlFileTest {
  private static final int FLOAT32 = 0;
  private static final int FLOAT16 = 1;

  /// A tensor as the file has it, its sizes innermost first.
  private record Tensor(int type, List<Integer> sizes, ByteBuffer data) {}

  @TempDir private Path folder;
  private final TinyWhisper whisper = new TinyWhisper();
  private Tokenizer tokenizer;

  @BeforeEach
  void writeModel() throws IOException {
    whisper.cTranslate2(folder);
    tokenizer = TestTokenizers.of(folder, " hello");
  }

  @Test
  void holdsSizesFiltersVocabularyAndTensors() throws IOException {
    ByteBuffer file = written();

    assertThat(numbers(file, 12))
        .containsExactly(
            0x67676d6c,
            TinyWhisper.VOCABULARY,
            TinyWhisper.AUDIO_CONTEXT,
            TinyWhisper.WIDTH,
            2,
            TinyWhisper.ENCODER_LAYERS,
            TinyWhisper.TEXT_CONTEXT,
            TinyWhisper.WIDTH,
            2,
            TinyWhisper.DECODER_LAYERS,
            TinyWhisper.MEL_BINS,
            FLOAT16);

    assertThat(numbers(file, 2)).containsExactly(TinyWhisper.MEL_BINS, 201);
    for (float[] row : LogMel.weights(TinyWhisper.MEL_BINS)) {
      assertThat(bytes(file, 201 * Float.BYTES)).isEqualTo(floats(row));
    }

    assertThat(file.getInt()).isEqualTo(tokenizer.special().endOfText());
    for (int token = 0; token < 256; token++) {
      assertThat(bytes(file, file.getInt())).containsExactly(token);
    }
    for (String piece : List.of(" h", " he", " hel", " hell", " hello")) {
      assertThat(bytes(file, file.getInt())).asString(StandardCharsets.UTF_8).isEqualTo(piece);
    }

    Map<String, Tensor> tensors = tensors(file);
    assertThat(tensors)
        .hasSize(5 + 15 * TinyWhisper.ENCODER_LAYERS + 2 + 2 + 24 * TinyWhisper.DECODER_LAYERS + 2);
    check(
        tensors,
        "decoder.blocks.1.cross_attn.value.weight",
        "model.decoder.layers.1.encoder_attn.v_proj.weight",
        FLOAT16,
        TinyWhisper.WIDTH,
        TinyWhisper.WIDTH);
    check(
        tensors,
        "encoder.blocks.0.attn.key.weight",
        "model.encoder.layers.0.self_attn.k_proj.weight",
        FLOAT16,
        TinyWhisper.WIDTH,
        TinyWhisper.WIDTH);
    check(
        tensors,
        "encoder.conv1.weight",
        "model.encoder.conv1.weight",
        FLOAT16,
        3,
        TinyWhisper.MEL_BINS,
        TinyWhisper.WIDTH);
    check(tensors, "encoder.conv1.bias", "model.encoder.conv1.bias", FLOAT32, 1, TinyWhisper.WIDTH);
    check(
        tensors,
        "decoder.positional_embedding",
        "model.decoder.embed_positions.weight",
        FLOAT32,
        TinyWhisper.WIDTH,
        TinyWhisper.TEXT_CONTEXT);
    check(
        tensors,
        "encoder.blocks.1.attn.value.bias",
        "model.encoder.layers.1.self_attn.v_proj.bias",
        FLOAT32,
        TinyWhisper.WIDTH);
    check(
        tensors,
        "encoder.ln_post.bias",
        "model.encoder.layer_norm.bias",
        FLOAT32,
        TinyWhisper.WIDTH);
    assertThat(tensors).doesNotContainKey("encoder.blocks.0.attn.key.bias");
  }

  @Test
  void liesBesideTheCheckpointAndIsWrittenOnce() throws IOException {
    Path file = GgmlFile.obtain(folder);
    Object identity = identity(file);

    assertThat(GgmlFile.obtain(folder)).isEqualTo(file).hasParent(folder.resolve("ggml"));
    assertThat(identity(file)).isEqualTo(identity);
    try (Stream<Path> files = Files.list(folder.resolve("ggml"))) {
      assertThat(files).containsExactlyInAnyOrder(file, file.resolveSibling(".lock"));
    }
  }

  @Test
  void whatAKilledProcessLeftBehindIsWrittenOver() throws IOException {
    Path file = GgmlFile.obtain(folder);
    byte[] content = Files.readAllBytes(file);
    Path leftover = file.resolveSibling(file.getFileName() + ".unfinished");
    Files.write(leftover, new byte[2 * content.length]);
    Files.delete(file);

    assertThat(GgmlFile.obtain(folder)).isEqualTo(file).hasBinaryContent(content);
    assertThat(leftover).doesNotExist();
  }

  @Test
  void takesTheNextPlaceWhereTheFirstCannotBeWritten() throws IOException {
    Path blocked = Files.createFile(folder.resolve("file")).resolve("ggml");
    Path other = folder.resolve("other");
    try (WhisperCheckpoint checkpoint = WhisperCheckpoint.open(folder)) {
      assertThat(GgmlFile.obtain(checkpoint, tokenizer, List.of(blocked, other))).hasParent(other);
      assertThatThrownBy(() -> GgmlFile.obtain(checkpoint, tokenizer, List.of(blocked)))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage(
              "The weights of %s for whisper.cpp cannot be written to any of [%s]; make one of them"
                      .formatted(checkpoint.file(), blocked)
                  + " writable, or name a file with --ggml.");
    }
  }

  private ByteBuffer written() throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(GgmlFile.obtain(folder)))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  private static Map<String, Tensor> tensors(ByteBuffer file) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    while (file.hasRemaining()) {
      int[] head = numbers(file, 3);
      List<Integer> sizes = Arrays.stream(numbers(file, head[0])).boxed().toList();
      String name = new String(bytes(file, head[1]), StandardCharsets.UTF_8);
      int elements = sizes.stream().reduce(1, Math::multiplyExact);
      byte[] data = bytes(file, elements * (head[2] == FLOAT16 ? Short.BYTES : Float.BYTES));
      tensors.put(name, new Tensor(head[2], sizes, ByteBuffer.wrap(data)));
    }
    return tensors;
  }

  /// @param original name of Hugging Face
  private void check(
      Map<String, Tensor> tensors, String name, String original, int type, Integer... sizes) {
    Tensor tensor = Objects.requireNonNull(tensors.get(name), name);
    List<Float> values =
        Objects.requireNonNull(whisper.tensors().get(original), original).numbers();
    assertThat(tensor.type()).as(name).isEqualTo(type);
    assertThat(tensor.sizes()).as(name).containsExactly(sizes);
    ByteBuffer expected =
        ByteBuffer.allocate(tensor.data().remaining()).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      if (type == FLOAT16) {
        expected.putShort(Float.floatToFloat16(value));
      } else {
        expected.putFloat(value);
      }
    }
    assertThat(tensor.data()).as(name).isEqualTo(expected.flip());
  }

  private static Object identity(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return attributes.fileKey() == null ? attributes.creationTime() : attributes.fileKey();
  }

  private static byte[] floats(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  private static int[] numbers(ByteBuffer file, int count) {
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = file.getInt();
    }
    return numbers;
  }

  private static byte[] bytes(ByteBuffer file, int count) {
    byte[] bytes = new byte[count];
    file.get(bytes);
    return bytes;
  }
}
