package dev.parley.server.llm.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.inference.gguf.GgufException;
import dev.parley.inference.gguf.GgufFile;
import dev.parley.inference.gguf.GgufWriter;
import dev.parley.server.llm.embedded.graph.TinyLlama;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class VocabularyTest {
  private static final int HE = 256;
  private static final int HELL = 258;
  private static final int START = 259;
  private static final int END = 260;

  @TempDir private Path folder;

  private Vocabulary open(GgufWriter writer) throws IOException {
    try (GgufFile file = GgufFile.open(writer.write(folder.resolve("model.gguf")))) {
      return Vocabulary.of(file);
    }
  }

  private Vocabulary tiny() throws IOException {
    return open(new TinyLlama().writer());
  }

  @Test
  void joinsPairsInTheOrderOfTheirMerges() throws IOException {
    assertThat(tiny().encode("hello")).containsExactly(HELL, 'o');
    assertThat(tiny().encode("hehe")).containsExactly(HE, HE);
  }

  @Test
  void readsSpecialTokensByTheirNames() throws IOException {
    assertThat(tiny().encode("<|im_start|>he<|im_end|>\n")).containsExactly(START, HE, END, '\n');
    assertThat(tiny().encode("<|im_start|")).hasSize(11).doesNotContain(START);
    assertThat(tiny().contains("<|im_end|>")).isTrue();
    assertThat(tiny().ends(END)).isTrue();
    assertThat(tiny().ends(START)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "plain words", "naïve 北京 🙂\n\n  x", "1234 and 5.6"})
  void whatWasEncodedDecodesToItself(String text) throws IOException {
    Vocabulary vocabulary = tiny();
    TextPieces pieces = new TextPieces();
    StringBuilder decoded = new StringBuilder();
    for (int token : vocabulary.encode(text)) {
      decoded.append(pieces.accept(vocabulary.bytes(token)));
    }

    assertThat(decoded.append(pieces.finish())).hasToString(text);
    assertThat(vocabulary.bytes(START)).isEmpty();
  }

  @Test
  void aCharacterCutBetweenTokensWaits() {
    byte[] face = "🙂".getBytes(StandardCharsets.UTF_8);
    TextPieces pieces = new TextPieces();

    assertThat(pieces.accept(new byte[] {'a', face[0], face[1]})).isEqualTo("a");
    assertThat(pieces.accept(new byte[] {face[2]})).isEmpty();
    assertThat(pieces.accept(new byte[] {face[3], 'b'})).isEqualTo("🙂b");
    assertThat(pieces.accept(new byte[] {face[0]})).isEmpty();
    assertThat(pieces.accept(new byte[] {'c'})).isEqualTo("\uFFFDc");
    assertThat(pieces.accept(new byte[] {face[0]})).isEmpty();
    assertThat(pieces.finish()).isEqualTo("\uFFFD");
  }

  @Test
  void otherVocabulariesAreRefused() {
    assertThatThrownBy(() -> open(new GgufWriter(3).text("tokenizer.ggml.model", "llama")))
        .isInstanceOf(GgufException.class)
        .hasMessageContaining("the kind 'llama'")
        .hasMessageContaining("Ollama or llama-server");
    assertThatThrownBy(
            () ->
                open(
                    new GgufWriter(3)
                        .text("tokenizer.ggml.model", "gpt2")
                        .text("tokenizer.ggml.pre", "tekken")))
        .hasMessageContaining("words cut as 'tekken'");
  }
}
