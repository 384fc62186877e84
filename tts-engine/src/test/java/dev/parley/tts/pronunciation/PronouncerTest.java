package dev.parley.tts.pronunciation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.tts.phoneme.Phonemes;
import dev.parley.tts.phoneme.SpellingPhonemizer;
import dev.parley.tts.pronunciation.Pronunciation.Alias;
import dev.parley.tts.pronunciation.Pronunciation.Sounds;
import dev.parley.tts.text.SpeakableText;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PronouncerTest {
  private final SpellingPhonemizer phonemizer = new SpellingPhonemizer();
  private final Pronouncer pronouncer = new Pronouncer(phonemizer, Ipa::of);

  @Test
  void tokensSpanWhatIsWritten() {
    String written = "# The **WHO** met *Siobhan* and [Niamh](/niːv/) 😀 in NYC.";
    SpeakableText text = SpeakableText.of(written);
    List<Replacement> lexicon =
        PronunciationLexicon.of(
                List.of(
                    new LexiconEntry("WHO", new Alias("World Health Organization")),
                    new LexiconEntry("Siobhan", new Sounds(Alphabet.IPA, "ʃɪvɔːn")),
                    new LexiconEntry("Niamh", new Alias("wrong")),
                    new LexiconEntry("NYC", new Alias("New York"))))
            .in(written);

    Phonemes phonemes =
        pronouncer.read(text, Replacement.merged(InlinePhonemes.in(written), lexicon));

    assertThat(phonemes.symbols())
        .isEqualTo("The World Health Organization met ʃɪvɔːn and niːv in New York.");
    assertThat(phonemes.tokens())
        .extracting(
            token ->
                written.substring(text.source(token.start()), text.source(token.end() - 1) + 1))
        .containsExactly(
            "The", "WHO", "WHO", "WHO", "met", "Siobhan", "and", "Niamh", "in", "NYC", "NYC", ".");
    assertThat(phonemes.tokens()).isEqualTo(Phonemes.of(phonemes.tokens()).tokens());
  }

  @Test
  void anAliasIsReadInItsSentence() {
    String written = "In NYC now.";
    pronouncer.read(
        SpeakableText.of(written), List.of(new Replacement(3, 6, new Alias("New York City"))));

    assertThat(phonemizer.texts()).containsExactly("In New York City now.");
  }

  @Test
  void whatIsOnlyForTheEyeStaysSilent() {
    assertThat(
            pronouncer
                .read(
                    SpeakableText.of("a 😀 b"), List.of(new Replacement(2, 4, new Alias("smile"))))
                .symbols())
        .isEqualTo("a b");
  }

  @Test
  void withoutReplacementsTheTextIsReadAsItIs() {
    assertThat(pronouncer.read(SpeakableText.of("Just *this*."), List.of()))
        .isEqualTo(phonemizer.phonemize("Just this."));
  }
}
