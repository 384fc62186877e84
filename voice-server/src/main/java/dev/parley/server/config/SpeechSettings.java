package dev.parley.server.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.tts.pronunciation.Alphabet;
import dev.parley.tts.pronunciation.LexiconEntry;
import dev.parley.tts.pronunciation.LexiconFile;
import dev.parley.tts.pronunciation.Pronunciation;
import dev.parley.tts.pronunciation.Pronunciation.Alias;
import dev.parley.tts.pronunciation.Pronunciation.Sounds;
import dev.parley.tts.pronunciation.PronunciationLexicon;
import dev.parley.tts.stream.PhraseCache;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the server speaks.
///
/// @param lexicon how words are said in all sessions
/// @param lexiconFile more of them, a word and how it is said on each line; goes behind `lexicon`
/// @param phraseCacheMib of speech that are kept of what is said most often
public record SpeechSettings(
    List<Entry> lexicon,
    @JsonProperty("lexicon_file") @Nullable String lexiconFile,
    @JsonProperty("phrase_cache_mib") Integer phraseCacheMib) {
  private static final int PHRASE_CACHE = 16;
  private static final int MAX_PHRASE_CACHE = 1_024;

  /// How a word is said: either of the two.
  ///
  /// @param word as it is written
  /// @param phonemes its sounds
  /// @param alias a text that is read instead
  /// @param alphabet of the phonemes: `ipa` or `x-misaki`
  public record Entry(
      @Nullable String word,
      @Nullable String phonemes,
      @Nullable String alias,
      @Nullable String alphabet) {}

  public SpeechSettings(
      @Nullable List<Entry> lexicon,
      @Nullable String lexiconFile,
      @Nullable Integer phraseCacheMib) {
    this.phraseCacheMib = phraseCacheMib == null ? PHRASE_CACHE : phraseCacheMib;
    Require.within("speech.phrase_cache_mib", this.phraseCacheMib, 0, MAX_PHRASE_CACHE);
    this.lexicon = lexicon == null ? List.of() : List.copyOf(lexicon);
    this.lexiconFile = lexiconFile;
    entries();
  }

  /// The entries of the list and of the file.
  ///
  /// @throws ConfigException if the file cannot be read or holds what is no entry
  public PronunciationLexicon pronunciations() {
    List<LexiconEntry> entries = new ArrayList<>(entries());
    try {
      if (lexiconFile != null) {
        entries.addAll(LexiconFile.read(Path.of(lexiconFile)));
      }
      return PronunciationLexicon.of(entries);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          "The configuration's 'speech.lexicon_file': %s".formatted(e.getMessage()));
    }
  }

  /// A cache for what is said, still empty.
  public PhraseCache phraseCache() {
    return new PhraseCache((long) phraseCacheMib << 20);
  }

  private List<LexiconEntry> entries() {
    List<LexiconEntry> entries = new ArrayList<>();
    for (int i = 0; i < lexicon.size(); i++) {
      Entry entry = lexicon.get(i);
      String setting = "speech.lexicon[%d]".formatted(i);
      String word = entry.word() == null ? "" : entry.word();
      Require.that(
          (entry.phonemes() == null) != (entry.alias() == null),
          setting,
          "('%s') needs either 'phonemes' or an 'alias'".formatted(word));
      try {
        entries.add(new LexiconEntry(word, spoken(entry, setting)));
      } catch (IllegalArgumentException e) {
        throw new ConfigException(
            "The configuration's '%s' ('%s') is no entry. %s"
                .formatted(setting, word, e.getMessage()));
      }
    }
    return entries;
  }

  private static Pronunciation spoken(Entry entry, String setting) {
    if (entry.alias() != null) {
      return new Alias(entry.alias());
    }
    String name = entry.alphabet() == null ? Alphabet.IPA.toString() : entry.alphabet();
    Alphabet alphabet =
        Alphabet.named(name)
            .orElseThrow(
                () ->
                    new ConfigException(
                        "The configuration's '%s' has the alphabet '%s'; use %s."
                            .formatted(setting, name, Alphabet.all())));
    return new Sounds(alphabet, entry.phonemes() == null ? "" : entry.phonemes());
  }
}
