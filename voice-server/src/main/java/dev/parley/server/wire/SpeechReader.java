package dev.parley.server.wire;

import dev.parley.proto.v1.LexiconEntry;
import dev.parley.tts.Markup;
import dev.parley.tts.pronunciation.Alphabet;
import dev.parley.tts.pronunciation.Pronunciation;
import dev.parley.tts.pronunciation.Pronunciation.Alias;
import dev.parley.tts.pronunciation.Pronunciation.Sounds;
import dev.parley.tts.pronunciation.PronunciationLexicon;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Reads how a client wants words to be said, and refuses by name what cannot be.
public final class SpeechReader {
  private static final int MAX_ENTRIES = 1_000;

  private SpeechReader() {}

  /// What a text holds besides words.
  ///
  /// @throws RefusedException if there is no such markup
  public static Markup markup(dev.parley.proto.v1.Markup markup, String field) {
    return switch (markup) {
      case MARKUP_UNSPECIFIED, PLAIN_TEXT -> Markup.PLAIN;
      case INLINE_PHONEMES -> Markup.INLINE_PHONEMES;
      case SSML -> Markup.SSML;
      case UNRECOGNIZED ->
          throw invalid(field, "There is no such markup; use PLAIN_TEXT, INLINE_PHONEMES or SSML.");
    };
  }

  /// Reads a client's lexicon.
  ///
  /// @param voice makes sure that the voice can say it, or throws an
  ///     `IllegalArgumentException` with a sentence
  /// @throws RefusedException naming the first entry that cannot be honoured
  public static PronunciationLexicon lexicon(
      List<LexiconEntry> entries, String field, Consumer<Pronunciation> voice) {
    if (entries.size() > MAX_ENTRIES) {
      throw invalid(
          field,
          "%d lexicon entries are too many; send at most %d."
              .formatted(entries.size(), MAX_ENTRIES));
    }
    List<dev.parley.tts.pronunciation.LexiconEntry> read = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      String place = "%s[%d]".formatted(field, i);
      try {
        var entry =
            new dev.parley.tts.pronunciation.LexiconEntry(
                entries.get(i).getWord(), spoken(entries.get(i), place));
        voice.accept(entry.spoken());
        read.add(entry);
      } catch (IllegalArgumentException e) {
        throw invalid(
            place, "The entry '%s': %s".formatted(entries.get(i).getWord(), e.getMessage()));
      }
    }
    return PronunciationLexicon.of(read);
  }

  private static Pronunciation spoken(LexiconEntry entry, String place) {
    return switch (entry.getSpokenCase()) {
      case PHONEMES -> new Sounds(alphabet(entry.getAlphabet(), place), entry.getPhonemes());
      case ALIAS -> new Alias(entry.getAlias());
      case SPOKEN_NOT_SET ->
          throw invalid(
              place,
              "The entry '%s' has neither phonemes nor an alias; set one of them."
                  .formatted(entry.getWord()));
    };
  }

  private static Alphabet alphabet(String name, String place) {
    return name.isEmpty()
        ? Alphabet.IPA
        : Alphabet.named(name)
            .orElseThrow(
                () ->
                    invalid(
                        place + ".alphabet",
                        "There is no alphabet '%s'; use %s.".formatted(name, Alphabet.all())));
  }

  private static RefusedException invalid(String field, String message) {
    return new RefusedException(ErrorReason.INVALID_SETTING, field, message);
  }
}
