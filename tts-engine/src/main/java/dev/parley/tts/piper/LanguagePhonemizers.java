package dev.parley.tts.piper;

import dev.parley.inference.store.ModelStore;
import dev.parley.tts.english.Accent;
import dev.parley.tts.english.SpokenFormPhonemizer;
import dev.parley.tts.espeak.EspeakPhonemizer;
import dev.parley.tts.espeak.EspeakUnavailableException;
import dev.parley.tts.phoneme.Phonemizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads words of other languages for a voice. Thread-safe.
final class LanguagePhonemizers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LanguagePhonemizers.class);

  /// There are not many more languages that espeak-ng knows.
  private static final int MOST = 128;

  private final String ownLanguage;
  private final Phonemizer own;
  private final Function<String, Phonemizer> loader;
  private final Map<String, Phonemizer> others = new ConcurrentHashMap<>();

  /// @param ownLanguage of the voice, BCP 47
  /// @param own reads that language; closed with this
  /// @param loader makes a phonemizer for a voice of espeak-ng, or throws
  ///     [EspeakUnavailableException]
  LanguagePhonemizers(String ownLanguage, Phonemizer own, Function<String, Phonemizer> loader) {
    this.ownLanguage = ownLanguage;
    this.own = own;
    this.loader = loader;
  }

  /// With espeak-ng.
  static LanguagePhonemizers of(String ownLanguage, String espeakVoice, ModelStore store) {
    Function<String, Phonemizer> loader = voice -> load(voice, store);
    return new LanguagePhonemizers(ownLanguage, loader.apply(espeakVoice), loader);
  }

  /// The voice's own.
  Phonemizer own() {
    return own;
  }

  /// What reads a language: the voice's own if nothing else does.
  ///
  /// @param language BCP 47; empty: the voice's own
  Phonemizer of(String language) {
    if (language.isEmpty() || language.equalsIgnoreCase(ownLanguage)) {
      return own;
    }
    String key = language.toLowerCase(Locale.ROOT);
    Phonemizer known = others.get(key);
    if (known != null || others.size() >= MOST) {
      return known == null ? own : known;
    }
    return others.computeIfAbsent(key, this::found);
  }

  @Override
  public void close() {
    own.close();
    others.values().forEach(Phonemizer::close);
  }

  private Phonemizer found(String language) {
    List<String> candidates = new ArrayList<>(List.of(language));
    String primary = language.split("-", 2)[0];
    if (!primary.equals(language)) {
      candidates.add(primary);
    }
    for (String candidate : candidates) {
      try {
        return loader.apply(candidate);
      } catch (EspeakUnavailableException e) {
        LOG.atDebug().addKeyValue("language", candidate).log("No phonemes for a language");
      }
    }
    return own;
  }

  private static Phonemizer load(String espeakVoice, ModelStore store) {
    Phonemizer espeak = EspeakPhonemizer.load(store, espeakVoice);
    if (!espeakVoice.startsWith("en")) {
      return espeak;
    }
    Accent accent = espeakVoice.startsWith("en-us") ? Accent.AMERICAN : Accent.BRITISH;
    return new SpokenFormPhonemizer(accent, espeak);
  }
}
