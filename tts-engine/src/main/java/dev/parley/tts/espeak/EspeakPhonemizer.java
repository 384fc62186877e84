package dev.parley.tts.espeak;

import dev.parley.inference.store.ModelStore;
import dev.parley.tts.phoneme.Phonemes;
import dev.parley.tts.phoneme.Phonemizer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// Text of one language to IPA, as Piper's voices were trained with: by espeak-ng, clause by clause
/// with the mark that ends it (one of `. , ; : ? !`), and a blank between clauses.
///
/// espeak-ng itself says numbers and abbreviations as words of the language.
///
/// [#phonemize] computes on the calling thread, a millisecond or two for a sentence. espeak-ng
/// is not thread-safe: all instances of the process take turns, also those of other languages.
public final class EspeakPhonemizer implements Phonemizer {
  /// Around words of another language than the voice's.
  private static final Pattern LANGUAGE_SWITCH = Pattern.compile("\\([^()]*\\)");

  private final EspeakLibrary library;
  private final String voice;

  private EspeakPhonemizer(EspeakLibrary library, String voice) {
    this.library = library;
    this.voice = voice;
  }

  /// Loads espeak-ng unless it is loaded already: from the model `espeak-ng`, which is pulled if it
  /// is missing, else an installed one.
  ///
  /// @param voice a voice or a language of espeak-ng, such as `de`, `fr-fr` or `en-us`
  /// @throws EspeakUnavailableException if there is no espeak-ng, or it does not know the language
  public static EspeakPhonemizer load(ModelStore store, String voice) {
    EspeakLibrary library = EspeakLibrary.obtain(store);
    library.require(voice);
    return new EspeakPhonemizer(library, voice);
  }

  @Override
  public Phonemes phonemize(String text) {
    String readable = readable(text);
    return join(readable, library.read(voice, readable), this::alone);
  }

  /// Does nothing: the library stays loaded for the others.
  @Override
  public void close() {}

  /// @param alone reads a word by itself
  static Phonemes join(
      String text, List<EspeakLibrary.Reading> readings, UnaryOperator<String> alone) {
    List<Phonemes.Token> tokens = new ArrayList<>();
    for (EspeakLibrary.Reading reading : readings) {
      String sounds = sounds(reading);
      ClauseCutter.Clause clause = reading.clause();
      if (!sounds.isEmpty()) {
        String written = text.substring(clause.start(), clause.end());
        tokens.addAll(new ClauseWords(written, clause.start(), sounds).tokens(alone));
        end(clause, tokens);
      }
    }
    if (!tokens.isEmpty()) {
      tokens.add(spaced(tokens.removeLast(), false));
    }
    return Phonemes.of(tokens);
  }

  /// The mark of a clause, and a blank behind it.
  private static void end(ClauseCutter.Clause clause, List<Phonemes.Token> tokens) {
    Phonemes.Token last = tokens.getLast();
    if (clause.mark().isEmpty()) {
      tokens.set(tokens.size() - 1, spaced(last, true));
    } else {
      tokens.add(new Phonemes.Token(last.end(), clause.end(), clause.mark(), true));
    }
  }

  private static Phonemes.Token spaced(Phonemes.Token token, boolean blank) {
    return new Phonemes.Token(token.start(), token.end(), token.phonemes(), blank);
  }

  private String alone(String word) {
    StringBuilder sounds = new StringBuilder();
    library.read(voice, word).forEach(reading -> sounds.append(sounds(reading)));
    return sounds.toString();
  }

  private static String sounds(EspeakLibrary.Reading reading) {
    return LANGUAGE_SWITCH.matcher(reading.phonemes()).replaceAll("").strip();
  }

  /// The text of the same length without what ends a C string, is a command of espeak-ng or cannot
  /// be written as UTF-8.
  private static String readable(String text) {
    StringBuilder readable = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
      if (pair) {
        i++;
      } else if (Character.isSurrogate(c) || (Character.isISOControl(c) && c != '\n')) {
        readable.setCharAt(i, ' ');
      }
    }
    return readable.toString();
  }
}
