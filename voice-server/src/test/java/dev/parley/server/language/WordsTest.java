package dev.parley.server.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class WordsTest {
  @Test
  void marksHyphensAndCaseAreNoPartOfWords() {
    assertThat(Words.of("Mm-hmm, I'm — “sure”.")).containsExactly("mm", "hmm", "im", "sure");
    assertThat(Words.of(" ... ")).isEmpty();
  }

  @Test
  void scriptsWithoutBlanksHaveACharacterAWord() {
    assertThat(Words.of("好的。")).containsExactly("好", "的");
  }

  @Test
  void marksOfLettersStayWithThem() {
    assertThat(Words.of("हाँ जी")).containsExactly("हाँ", "जी");
  }

  @Test
  void theSameIsSaidWithOtherMarks() {
    assertThat(Words.same("What time is it?", "what time, is it")).isTrue();
    assertThat(Words.same("Call Ann.", "Call Dan.")).isFalse();
  }

  @Test
  void everyLanguageHasItsList() {
    assertThat(PhraseList.BACK_CHANNELS.of("de")).contains(List.of("alles", "klar"));
    assertThat(PhraseList.OPEN_ENDINGS.of("fr")).contains(List.of("parce"), List.of("d"));
    assertThat(PhraseList.BACK_CHANNELS.of("xx")).isEmpty();
  }
}
