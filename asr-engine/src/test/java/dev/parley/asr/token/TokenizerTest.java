package dev.parley.asr.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TokenizerTest {
  @TempDir Path folder;
  private Tokenizer tokenizer;

  @BeforeEach
  void read() {
    tokenizer = TestTokenizers.of(folder, " hello", " world");
  }

  @Test
  void joinsBytesByMerges() {
    int[] tokens = tokenizer.encode(" hello world!");

    assertThat(tokens).hasSize(3);
    assertThat(tokenizer.decode(tokens)).isEqualTo(" hello world!");
    assertThat(tokenizer.decode(tokens[1])).isEqualTo(" world");
  }

  @Test
  void decodesWhatItEncodes() {
    String text = "Grüße, 日本語 — 😀\n it's  3,14";

    assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
  }

  @Test
  void givesTheBytesOfPartsOfACharacter() {
    int[] tokens = tokenizer.encode("😀");

    assertThat(tokens).hasSize(4);
    assertThat(tokenizer.bytes(tokens[0])).containsExactly(0xF0);
    assertThat(tokenizer.bytes(tokens[1], tokens[2])).containsExactly(0x9F, 0x98);
    assertThat(tokenizer.bytes(tokenizer.special().endOfText())).isEmpty();
  }

  @Test
  void leavesOutAnUnfinishedCharacter() {
    int[] tokens = tokenizer.encode("a😀");

    assertThat(tokens).hasSize(5);
    for (int length = 1; length < 5; length++) {
      assertThat(tokenizer.decodeFinished(Arrays.copyOf(tokens, length))).isEqualTo("a");
    }
    assertThat(tokenizer.decodeFinished(tokens)).isEqualTo("a😀");
  }

  @Test
  void namesSpecialTokens() {
    SpecialTokens special = tokenizer.special();

    assertThat(special.multilingual()).isTrue();
    assertThat(special.languages()).containsOnlyKeys("de", "en", "ja");
    assertThat(special.isText(special.endOfText())).isFalse();
    assertThat(special.isText(special.endOfText() - 1)).isTrue();
    assertThat(special.isTimestamp(special.firstTimestamp())).isTrue();
    assertThat(special.isTimestamp(special.noTimestamps())).isFalse();
    assertThat(tokenizer.decode(special.startOfTranscript(), special.firstTimestamp())).isEmpty();
  }

  @Test
  void saysWhatIsWrongWithAFile() throws IOException {
    Path file = folder.resolve("other.json");
    Files.writeString(file, "{\"added_tokens\":[],\"model\":{}}");

    assertThatThrownBy(() -> Tokenizer.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("other.json")
        .hasMessageContaining("<|endoftext|> is missing");
  }

  @Test
  void splitsAtBlanksAndKeepsPunctuationApart() {
    int[] tokens = tokenizer.encode(" hello, wor\"ld\" world.");

    assertThat(new WordSplitter(tokenizer).split("en", tokens))
        .extracting(TextWord::text)
        .containsExactly(" hello", ",", " wor", "\"ld", "\"", " world", ".");
  }

  @Test
  void joinsPunctuationWithItsWord() {
    tokenizer = TestTokenizers.of(folder, " hello", " world", " \"");
    int[] tokens = tokenizer.encode(" hello, \" world.\"");

    assertThat(WordSplitter.joinPunctuation(new WordSplitter(tokenizer).split("en", tokens)))
        .extracting(TextWord::text)
        .containsExactly(" hello,", " \" world.\"");
  }

  @Test
  void splitsAtCharactersWhereThereAreNoBlanks() {
    int[] tokens = tokenizer.encode("日本、");

    assertThat(new WordSplitter(tokenizer).split("ja", tokens))
        .containsExactly(new TextWord("日", 0, 3), new TextWord("本", 3, 6), new TextWord("、", 6, 9));
  }
}
