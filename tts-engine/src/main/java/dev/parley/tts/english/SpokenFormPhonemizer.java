package dev.parley.tts.english;

import dev.parley.tts.english.normalize.EnglishNormalizer;
import dev.parley.tts.english.normalize.SpannedText;
import dev.parley.tts.phoneme.Phonemes;
import dev.parley.tts.phoneme.Phonemizer;

/// Has English rewritten as it is spoken before another phonemizer reads it, such as one that does
/// not know that `$5` is said in the other order.
public final class SpokenFormPhonemizer implements Phonemizer {
  private final EnglishNormalizer normalizer;
  private final Phonemizer reader;

  /// @param reader is closed with this one
  public SpokenFormPhonemizer(Accent accent, Phonemizer reader) {
    this.normalizer = new EnglishNormalizer(accent.conventions());
    this.reader = reader;
  }

  @Override
  public Phonemes phonemize(String text) {
    SpannedText spoken = normalizer.normalize(text);
    Phonemes phonemes = reader.phonemize(spoken.text());
    return new Phonemes(
        phonemes.symbols(),
        phonemes.tokens().stream().map(token -> originalOf(token, spoken)).toList());
  }

  @Override
  public void close() {
    reader.close();
  }

  private static Phonemes.Token originalOf(Phonemes.Token token, SpannedText spoken) {
    return new Phonemes.Token(
        spoken.originalStart(token.start()),
        spoken.originalEnd(token.end() - 1),
        token.phonemes(),
        token.blank());
  }
}
