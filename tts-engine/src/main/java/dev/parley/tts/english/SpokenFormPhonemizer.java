package dev.parley.tts.english;

import dev.parley.tts.english.normalize.EnglishNormalizer;
import dev.parley.tts.english.normalize.SpannedText;
import dev.parley.tts.phoneme.GivenPhonemes;
import dev.parley.tts.phoneme.Phonemes;
import dev.parley.tts.phoneme.Phonemizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    return originalOf(reader.phonemize(spoken.text()), spoken);
  }

  @Override
  public Phonemes phonemize(String text, List<GivenPhonemes> given) {
    SpannedText spoken = normalizer.normalize(text);
    return spokenOf(given, spoken)
        .map(inSpoken -> originalOf(reader.phonemize(spoken.text(), inSpoken), spoken))
        .orElseGet(() -> Phonemizer.super.phonemize(text, given));
  }

  @Override
  public void close() {
    reader.close();
  }

  /// The given stretches in the spoken form; empty if one of them was rewritten together with what
  /// stands beside it.
  private static Optional<List<GivenPhonemes>> spokenOf(
      List<GivenPhonemes> given, SpannedText spoken) {
    List<GivenPhonemes> found = new ArrayList<>();
    int length = spoken.text().length();
    int at = 0;
    for (GivenPhonemes word : given) {
      while (at < length && spoken.originalEnd(at) <= word.start()) {
        at++;
      }
      int start = at;
      while (at < length && spoken.originalStart(at) < word.end()) {
        if (spoken.originalStart(at) < word.start() || spoken.originalEnd(at) > word.end()) {
          return Optional.empty();
        }
        at++;
      }
      if (start == at) {
        return Optional.empty();
      }
      found.add(new GivenPhonemes(start, at, word.phonemes()));
    }
    return Optional.of(found);
  }

  private static Phonemes originalOf(Phonemes phonemes, SpannedText spoken) {
    return new Phonemes(
        phonemes.symbols(),
        phonemes.tokens().stream()
            .map(
                token ->
                    new Phonemes.Token(
                        spoken.originalStart(token.start()),
                        spoken.originalEnd(token.end() - 1),
                        token.phonemes(),
                        token.blank()))
            .toList());
  }
}
