package dev.parley.inference.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class GgufFileTest {
  @TempDir private Path folder;

  private GgufFile open(GgufWriter writer) throws IOException {
    return GgufFile.open(writer.write(folder.resolve("model.gguf")));
  }

  private static GgufWriter small() {
    return new GgufWriter(3)
        .text("general.architecture", "llama")
        .whole("llama.block_count", 30)
        .number("llama.rope.freq_base", 100_000)
        .flag("tokenizer.ggml.add_bos_token", true)
        .texts("tokenizer.ggml.tokens", List.of("a", "Ġb", "é"))
        .wholes("tokenizer.ggml.token_type", 1, 3, -1)
        .floats("first", new float[] {1, 2, 3, 4, 5, 6}, 2, 3)
        .floats("second", new float[] {7}, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void readsSettingsAndTensors(int version) throws IOException {
    byte[] bytes = small().toBytes();
    bytes[4] = (byte) version;
    try (GgufFile file = GgufFile.open(Files.write(folder.resolve("model.gguf"), bytes))) {
      GgufMetadata settings = file.metadata();
      assertThat(settings.text("general.architecture")).isEqualTo("llama");
      assertThat(settings.whole("llama.block_count")).isEqualTo(30);
      assertThat(settings.number("llama.rope.freq_base")).isEqualTo(100_000);
      assertThat(settings.number("llama.block_count")).isEqualTo(30);
      assertThat(settings.flag("tokenizer.ggml.add_bos_token", false)).isTrue();
      assertThat(settings.flag("nothing", true)).isTrue();
      assertThat(settings.texts("tokenizer.ggml.tokens")).containsExactly("a", "Ġb", "é");
      assertThat(settings.wholes("tokenizer.ggml.token_type")).containsExactly(1, 3, -1);
      assertThat(settings.findText("nothing")).isEmpty();
      GgufTensor first = file.tensor("first", 2, 3);
      assertThat(first.rows()).isEqualTo(2);
      assertThat(first.floats(1, 1)).containsExactly(4, 5, 6);
      assertThat(file.tensor("second", 1).floats()).containsExactly(7);
      assertThat(file.tensors()).containsExactlyInAnyOrder("first", "second");
    }
  }

  @Test
  void readsEveryTypeOfSetting() throws IOException {
    GgufWriter writer =
        new GgufWriter(3)
            .setting("u8", 0, (byte) 200)
            .setting("i8", 1, (byte) -3)
            .setting("u16", 2, little(2).putShort((short) -1).array())
            .setting("i16", 3, little(2).putShort((short) -2).array())
            .setting("i32", 5, little(4).putInt(-7).array())
            .setting("u64", 10, little(8).putLong(9).array())
            .setting("i64", 11, little(8).putLong(-9).array())
            .setting("f64", 12, little(8).putDouble(0.25).array());
    try (GgufFile file = open(writer)) {
      GgufMetadata settings = file.metadata();
      assertThat(
              List.of("u8", "i8", "u16", "i16", "i32", "u64", "i64").stream().map(settings::whole))
          .containsExactly(200, -3, 65535, -2, -7, 9, -9);
      assertThat(settings.number("f64")).isEqualTo(0.25);
    }
  }

  @Test
  void readsBlocks() throws IOException {
    GgufWriter writer =
        new GgufWriter(3)
            .tensor("f16", 1, little(2).putShort(Float.floatToFloat16(1.5f)).array(), 1)
            .tensor("bf16", 30, little(2).putShort((short) 0x4020).array(), 1)
            .tensor("q4_0", 2, block(18, 0.5f).put(2, (byte) 0xF1).array(), 32)
            .tensor(
                "q4_1", 3, block(20, 0.5f).putShort(2, half(-2)).put(4, (byte) 0xF1).array(), 32)
            .tensor(
                "q5_0", 6, block(22, 0.5f).putInt(2, 1 | (1 << 17)).put(6, (byte) 0xF1).array(), 32)
            .tensor(
                "q5_1",
                7,
                block(24, 0.5f).putShort(2, half(-2)).putInt(4, 2).put(8, (byte) 0xF1).array(),
                32)
            .tensor("q8_0", 8, block(34, 0.5f).put(2, (byte) -100).put(33, (byte) 5).array(), 32);
    try (GgufFile file = open(writer)) {
      assertThat(file.tensor("f16", 1).floats()).containsExactly(1.5f);
      assertThat(file.tensor("bf16", 1).floats()).containsExactly(2.5f);
      // Number 0 has the low bits of the first byte, number 16 the high ones.
      assertThat(ends(file, "q4_0")).containsExactly(-3.5f, -4, 3.5f, -4);
      assertThat(ends(file, "q4_1")).containsExactly(-1.5f, -2, 5.5f, -2);
      assertThat(ends(file, "q5_0")).containsExactly(0.5f, -8, -0.5f, 0);
      assertThat(ends(file, "q5_1")).containsExactly(-1.5f, 6, 5.5f, -2);
      assertThat(file.tensor("q8_0", 32).floats()).startsWith(-50, 0).endsWith(0, 2.5f);
    }
  }

  @Test
  void readsSixBitBlocks() throws IOException {
    byte[] bytes = new byte[210];
    ByteBuffer block = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    block.putShort(208, half(0.5f));
    for (int i = 0; i < 16; i++) {
      block.put(192 + i, (byte) (i + 1));
    }
    // Number 128 + 96 + 20: high four bits of byte 64 + 32 + 20, the last two of byte 32 + 20.
    block.put(116, (byte) 0xA0).put(128 + 52, (byte) 0xC0);
    try (GgufFile file = open(new GgufWriter(3).tensor("q6_k", 14, bytes, 256))) {
      float[] values = file.tensor("q6_k", 256).floats();

      assertThat(values[244]).isEqualTo(0.5f * 16 * (0x3A - 32), within(1e-6f));
      assertThat(values[0]).isEqualTo(-16);
      assertThat(values[16]).isEqualTo(-32);
    }
  }

  private static float[] ends(GgufFile file, String tensor) {
    float[] values = file.tensor(tensor, 32).floats();
    return new float[] {values[0], values[1], values[16], values[17]};
  }

  private static ByteBuffer block(int bytes, float scale) {
    return little(bytes).putShort(0, half(scale));
  }

  private static short half(float value) {
    return Float.floatToFloat16(value);
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void everyTruncationIsOneSentence() throws IOException {
    byte[] whole = small().toBytes();
    Path file = folder.resolve("cut.gguf");
    // The last bytes are padding behind the last number.
    for (int length = 0; length <= whole.length - 32; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> GgufFile.open(file).close())
          .isInstanceOf(GgufException.class)
          .hasMessageMatching("(?s)The model \\S+ is (truncated|damaged|no GGUF file).*\\. .*\\.");
    }
  }

  @Test
  void everyDamagedByteOfTheHeadIsReadOrRefused() throws IOException {
    byte[] whole = small().toBytes();
    Path file = folder.resolve("bent.gguf");
    for (int place = 0; place < whole.length - 64; place++) {
      for (int mask : new int[] {0x01, 0x80, 0xFF}) {
        byte[] bent = whole.clone();
        bent[place] ^= (byte) mask;
        Files.write(file, bent);
        try (GgufFile opened = GgufFile.open(file)) {
          assertThat(opened.tensors()).hasSize(2);
        } catch (GgufException e) {
          assertThat(e).hasMessageStartingWith("The model ").hasMessageEndingWith(".");
        }
      }
    }
  }

  @Test
  void foreignFilesAreRefused() throws IOException {
    Path other = Files.writeString(folder.resolve("other.gguf"), "PK and more");
    assertThatThrownBy(() -> GgufFile.open(other))
        .hasMessage(
            "The model %s is no GGUF file: it does not begin with 'GGUF'. Name a .gguf file, or run `parley models pull`."
                .formatted(other));
    Path nowhere = folder.resolve("nowhere.gguf");
    assertThatThrownBy(() -> GgufFile.open(nowhere)).hasMessageContaining("cannot be read");
    byte[] old = small().toBytes();
    old[4] = 1;
    Path first = Files.write(folder.resolve("first.gguf"), old);
    assertThatThrownBy(() -> GgufFile.open(first))
        .hasMessageContaining("version 1, and Parley reads 2 and 3");
  }

  @Test
  void unknownTypesOfTensorsAreRefused() throws IOException {
    GgufWriter writer = small().tensor("odd", 12, new byte[144], 256);
    assertThatThrownBy(() -> open(writer))
        .hasMessageContaining("'odd' in the type 12")
        .hasMessageContaining("Ollama or llama-server");
  }

  @Test
  void missingAndUnexpectedThingsAreNamed() throws IOException {
    try (GgufFile file = open(small())) {
      GgufMetadata settings = file.metadata();
      assertThatThrownBy(() -> settings.text("no.such"))
          .hasMessageContaining("lacks the setting 'no.such'");
      assertThatThrownBy(() -> settings.text("llama.block_count"))
          .hasMessageContaining("has a whole number as 'llama.block_count'");
      assertThatThrownBy(() -> settings.whole("general.architecture"))
          .hasMessageContaining("has a text as 'general.architecture'");
      assertThatThrownBy(() -> settings.texts("tokenizer.ggml.token_type"))
          .hasMessageContaining("should be a list of texts");
      assertThatThrownBy(() -> file.tensor("third", 1)).hasMessageContaining("lacks the tensor");
      assertThatThrownBy(() -> file.tensor("first", 3, 2))
          .hasMessageContaining("of the shape [2, 3], which should be [3, 2]");
    }
  }
}
