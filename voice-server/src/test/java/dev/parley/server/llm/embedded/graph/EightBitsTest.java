package dev.parley.server.llm.embedded.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.inference.gguf.GgufFile;
import dev.parley.inference.gguf.GgufTensor;
import dev.parley.inference.gguf.GgufWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class EightBitsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "0.5, -3.7, 0.02",
    "0.5, -7.9, 0.02",
    "0.5, 0.9, 0.02",
    "0.5, 3.3, 0.02",
    // Offsets beyond 17 steps leave less room for the steps between.
    "0.5, -20, 0.13",
    "0, 0.25, 0",
    "0, -0.25, 0",
    "0.001, -3, 0.02"
  })
  void blocksWithAnOffsetStayWhatTheyAre(float scale, float offset, float error)
      throws IOException {
    byte[] bytes = new byte[20];
    ByteBuffer block = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    block.putShort(Float.floatToFloat16(scale)).putShort(Float.floatToFloat16(offset));
    for (int i = 0; i < 16; i++) {
      block.put((byte) (i | ((15 - i) << 4)));
    }
    compare(3, bytes, error + 1e-6f);
  }

  @Test
  void signedNumbersStayWhatTheyAre() throws IOException {
    byte[] bytes = new byte[34];
    ByteBuffer block = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    block.putShort(Float.floatToFloat16(0.25f));
    for (int i = 0; i < 32; i++) {
      block.put((byte) (i * 8 - 128));
    }
    compare(8, bytes, 0);
  }

  private void compare(int type, byte[] block, float error) throws IOException {
    Path path = new GgufWriter(3).tensor("one", type, block, 32).write(folder.resolve("one.gguf"));
    try (GgufFile file = GgufFile.open(path)) {
      GgufTensor tensor = file.tensor("one", 32);
      EightBits bits = new EightBits(new WeightBlocks(List.of(tensor)));
      float[] wanted = tensor.floats();
      float scale = bits.scales()[0];
      int zero = bits.zeroPoints()[0] & 0xFF;
      for (int i = 0; i < wanted.length; i++) {
        float value = scale * ((bits.numbers()[i] & 0xFF) - zero);
        assertThat(value).isCloseTo(wanted[i], within(error));
      }
    }
  }
}
