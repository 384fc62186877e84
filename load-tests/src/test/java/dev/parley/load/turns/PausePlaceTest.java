package dev.parley.load.turns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.load.corpus.Clip;
import dev.parley.proto.v1.Word;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PausePlaceTest {
  @Test
  void onlyBehindWordsThatCannotEndAnUtterance() {
    assertThat(PausePlace.in(words("Please come in and take the seat at my table.")))
        .extracting(PausePlace::word)
        .containsExactly("and", "the", "at", "my");
  }

  @Test
  void particlesCountOnlyBeforeADeterminer() {
    assertThat(PausePlace.in(words("They went on walking on the road to a town")))
        .extracting(PausePlace::word)
        .containsExactly("on", "the", "to", "a");
  }

  @Test
  void notAtTheVeryStartAndNotBehindTheLastWord() {
    assertThat(PausePlace.in(words("A cat of"))).isEmpty();
  }

  @Test
  void theWordsEndIsThePlace() {
    assertThat(PausePlace.in(words("We are looking for the house")))
        .first()
        .isEqualTo(new PausePlace("looking", "for", (3 * 400 + 300) * 16L));
  }

  @Test
  void aPlaceBeforeItsWordIsWrong() {
    PausePlace place = new PausePlace("loaded,", "and", 16_000);
    assertThat(place.isBehindItsWord(words("The gun was loaded."))).isFalse();
    assertThat(place.isBehindItsWord(words("The gun was loaded and"))).isTrue();
    assertThat(place.isBehindItsWord(words("The gun was loaded in."))).isTrue();
    assertThat(place.isBehindItsWord(List.of())).isFalse();
  }

  @Test
  void aSentenceIsOneThatEndsWithAStopAndHasNoOther() {
    assertThat(Specimens.isSentence(clip("vctk", "en", "All is well."), false)).isTrue();
    assertThat(Specimens.isSentence(clip("vctk", "en", "All is well"), false)).isFalse();
    assertThat(Specimens.isSentence(clip("vctk", "en", "All. Is well."), false)).isFalse();
    assertThat(Specimens.isSentence(clip("vctk", "de", "Alles gut."), false)).isFalse();
    assertThat(Specimens.isSentence(clip("ljspeech", "en", "All is well."), false)).isFalse();
    assertThat(Specimens.isSentence(clip("ljspeech", "en", "All is well."), true)).isTrue();
  }

  @Test
  void someAreTakenFromAllOver() {
    assertThat(Specimens.spread(List.of(1, 2, 3, 4, 5, 6), 3)).containsExactly(1, 3, 5);
    assertThat(Specimens.spread(List.of(1, 2), 3)).containsExactly(1, 2);
  }

  private static Clip clip(String category, String language, String transcript) {
    return new Clip("a", Path.of("a"), language, category, transcript, "");
  }

  /// Each word lasts 300 ms, every 400 ms.
  private static List<Word> words(String text) {
    List<Word> words = new ArrayList<>();
    for (String word : text.split(" ", -1)) {
      int start = 400 * words.size();
      words.add(Word.newBuilder().setText(word).setStartMs(start).setEndMs(start + 300).build());
    }
    return words;
  }
}
