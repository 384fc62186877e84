package dev.parley.asr.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class CommonWordsTest {
  @Test
  void caseAndPunctuationDoNotCount() {
    assertThat(CommonWords.any(" Yes, please.", "Please!")).isTrue();
    assertThat(CommonWords.any(" Let's do it!", " That's true!")).isFalse();
    assertThat(CommonWords.any(" ...", " ...")).isFalse();
    assertThat(CommonWords.any("", "")).isFalse();
  }

  @Test
  void aPartOfAWordIsNoWord() {
    assertThat(CommonWords.any(" You who?", " Yoo-hoo!")).isFalse();
    assertThat(CommonWords.any(" all", " alle")).isFalse();
  }

  @Test
  void withoutBlanksEveryCharacterIsAWord() {
    assertThat(CommonWords.any("検査できます", "再生できる。")).isTrue();
    assertThat(CommonWords.any("検査", "再生。")).isFalse();
  }
}
