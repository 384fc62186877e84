package dev.parley.asr.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.asr.HotWord;
import dev.parley.asr.decoding.HotWords.Bias;
import dev.parley.asr.token.TestTokenizers;
import dev.parley.asr.token.TokenList;
import dev.parley.asr.token.Tokenizer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class HotWordsTest {
  @TempDir Path folder;
  private Tokenizer tokenizer;

  @BeforeEach
  void read() {
    tokenizer = TestTokenizers.of(folder, " one", " two", " three", " Two", "one");
  }

  @Test
  void aTokenThatGoesOnGetsTheWholeWeight() {
    Bias bias = after(words("two three", 5), " one two");

    assertThat(bias.of(token(" three"))).isEqualTo(5);
    assertThat(bias.of(token(" two"))).isBetween(1f, 4f);
    assertThat(bias.of(token(" Two"))).isEqualTo(bias.of(token(" two")));
    assertThat(bias.of(token(" one"))).isZero();
  }

  @Test
  void aPhraseOfOneTokenGetsTheWholeWeight() {
    assertThat(after(words("two", 5), "").of(token(" two"))).isEqualTo(5);
  }

  @Test
  void whatAPhraseWasGivenIsLostWhenItIsLeft() {
    HotWords words = words("two three two", 5);
    Bias begun = after(words, " two");
    Bias further = after(words, " two three");

    assertThat(begun.gain(token(" three"))).isEqualTo(5);
    assertThat(begun.gain(token(" one"))).isEqualTo(-after(words, "").of(token(" two")));
    assertThat(further.gain(token(" one"))).isEqualTo(begun.gain(token(" one")) - 5);
    assertThat(after(words, " two three two").gain(token(" one"))).isZero();
  }

  @Test
  void withoutABlankAPhraseBeginsOnlyOutsideWords() {
    HotWords words = words("one", 5);

    assertThat(after(words, "").of(token("one"))).isEqualTo(5);
    assertThat(after(words, " \"").of(token("one"))).isEqualTo(5);
    assertThat(after(words, " two").of(token("one"))).isZero();
  }

  @Test
  void scriptsWithoutBlanksBeginAnywhere() {
    int first = tokenizer.encode("東")[0];

    assertThat(after(words("東京", 5), "今日は").of(first)).isPositive();
  }

  @Test
  void noWordsChangeNothing() {
    assertThat(HotWords.of(tokenizer, List.of())).isSameAs(HotWords.NONE);
    assertThat(after(HotWords.NONE, " one")).isSameAs(Bias.NONE);
  }

  private HotWords words(String phrase, double weight) {
    return HotWords.of(tokenizer, List.of(new HotWord(phrase, weight)));
  }

  private int token(String text) {
    int[] tokens = tokenizer.encode(text);
    assertThat(tokens).hasSize(1);
    return tokens[0];
  }

  private Bias after(HotWords words, String decoded) {
    TokenList tokens = new TokenList();
    tokens.addAll(tokenizer.encode(decoded));
    return words.after(tokens);
  }
}
