package dev.parley.server.llm.embedded.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.inference.gguf.GgufException;
import dev.parley.inference.gguf.GgufFile;
import dev.parley.inference.gguf.GgufWriter;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class LlamaGraphsTest {
  @TempDir private Path folder;

  private LlamaGraphs obtain(GgufWriter writer) throws IOException {
    try (GgufFile file = GgufFile.open(writer.write(folder.resolve("model.gguf")))) {
      return LlamaGraphs.obtain(file, LlamaDimensions.of(file));
    }
  }

  @Test
  void sizesComeFromTheFile() throws IOException {
    Path path = new TinyLlama().writer().write(folder.resolve("model.gguf"));
    try (GgufFile file = GgufFile.open(path)) {
      assertThat(LlamaDimensions.of(file))
          .isEqualTo(new LlamaDimensions(2, 64, 96, 4, 2, 16, 261, 128, 10_000, 1e-5f));
    }
  }

  @Test
  void theGraphLiesBesideTheFileAndIsBuiltOnce() throws IOException {
    LlamaGraphs built = obtain(new TinyLlama().writer());

    assertThat(built.folder()).hasParent(folder.resolve("graphs"));
    assertThat(built.tokens()).isRegularFile();
    assertThat(obtain(new TinyLlama().writer())).isEqualTo(built);
  }

  @Test
  void otherArchitecturesAreSentElsewhere() {
    GgufWriter writer = new GgufWriter(3).text("general.architecture", "qwen2");

    assertThatThrownBy(() -> obtain(writer))
        .isInstanceOf(GgufException.class)
        .hasMessageContaining("has the architecture 'qwen2'")
        .hasMessageContaining("Ollama or llama-server");
  }

  @Test
  void whatTheGraphDoesNotUseIsRefused() {
    assertThatThrownBy(
            () -> obtain(new TinyLlama().writer().floats("blk.0.attn_q.bias", new float[64], 64)))
        .isInstanceOf(GgufException.class)
        .hasMessageContaining("'blk.0.attn_q.bias'")
        .hasMessageContaining("Ollama or llama-server");
  }

  @Test
  void stretchedPositionsAreRefused() {
    assertThatThrownBy(
            () -> obtain(new TinyLlama().writer().text("llama.rope.scaling.type", "yarn")))
        .hasMessageContaining("stretches its positions ('yarn')");
  }
}
