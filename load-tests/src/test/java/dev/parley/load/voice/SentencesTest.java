package dev.parley.load.voice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.load.corpus.Clip;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SentencesTest {
  @Test
  void areDistinctEnglishTranscriptsInOrder() {
    List<Clip> clips =
        List.of(
            clip("vctk/1.wav", "en", "One."),
            clip("vctk/2.wav", "de", "Zwei."),
            clip("vctk/3.wav", "en-US", " Three. "),
            clip("vctk/4.wav", "en", "One."),
            clip("other/5.wav", "en", "Five."),
            clip("vctk/6.wav", "en", " "),
            clip("vctk/7.wav", "en", "Seven."));

    assertThat(Sentences.of(clips, Pattern.compile("^vctk"), 200))
        .containsExactly("One.", "Three.", "Seven.");
    assertThat(Sentences.of(clips, Pattern.compile(""), 2)).containsExactly("One.", "Three.");
  }

  @Test
  void makeATextOfAnyNumberOfWords() {
    List<String> sentences = List.of("Press 1", "Is that all?");

    assertThat(Sentences.text(sentences, 0, 5)).isEqualTo("Press 1. Is that all? ");
    assertThat(Sentences.text(sentences, 1, 7)).isEqualTo("Is that all? Press 1. Is that. ");
  }

  private static Clip clip(String file, String language, String transcript) {
    return new Clip(file, Path.of(file), language, "", transcript, "");
  }
}
