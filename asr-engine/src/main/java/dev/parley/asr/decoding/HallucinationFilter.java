package dev.parley.asr.decoding;

import dev.parley.asr.decoding.DecodedWindow.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// Tells texts that were made up from those that were spoken, by what is typical of the former: a
/// stock phrase where hardly anything is heard, the same few words again and again, more tokens
/// than
/// anyone can say in the time.
///
/// People do say "Thank you.", so a stock phrase is dropped only if the sound is against it too.
///
/// Immutable, thread-safe.
public final class HallucinationFilter {
  private static final String RESOURCE = "stock-phrases.txt";
  private static final String ANY_LANGUAGE = "*";
  private static final String ANY_ENDING = "...";
  private static final Pattern GAPS = Pattern.compile("[\\s\\p{Punct}]+");

  /// Below it, a voice activity detector has not heard a voice anywhere in the window.
  private static final double VOICE = 0.5;

  /// Above it, the network itself thinks that nobody speaks.
  private static final double NO_SPEECH = 0.6;

  /// Above it, the network doubts that somebody speaks.
  private static final double DOUBTED_SPEECH = 0.3;

  /// Above it, the network is certain of what it hears.
  private static final double CERTAIN = -0.35;

  /// Nobody speaks faster; a second is allowed for, in which words may be cut off.
  private static final double TOKENS_PER_SECOND = 13;

  private static final int FEWEST_TOKENS = 20;

  /// A group of up to that many words counts as repeated.
  private static final int LONGEST_GROUP = 8;

  /// Times that a group of words may follow itself; short ones can be meant, as in "no no no no".
  private static final int MOST_REPETITIONS = 4;

  private static final int MOST_SHORT_REPETITIONS = 8;

  private final List<Phrase> phrases;

  /// Reads the phrases that come with the engine.
  public HallucinationFilter() {
    try (InputStream stream =
        Objects.requireNonNull(HallucinationFilter.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      phrases = phrases(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What is known of a text.
  ///
  /// @param text as decoded
  /// @param language ISO 639-1; empty: English
  /// @param tokens of the text
  /// @param averageLogProbability of the tokens
  /// @param noSpeechProbability that the network gives for nobody speaking
  /// @param voiceProbability the largest that a voice activity detector gave in the window; empty:
  ///     none has listened
  /// @param seconds of audio in the window
  public record Evidence(
      String text,
      String language,
      int tokens,
      double averageLogProbability,
      double noSpeechProbability,
      OptionalDouble voiceProbability,
      double seconds) {}

  /// What to make of a text: [Verdict#SILENCE] for a stock phrase that nobody says,
  /// [Verdict#DOUBTFUL] for what nobody can have said like this.
  public Verdict judge(Evidence evidence) {
    if (isStockPhrase(evidence.text(), evidence.language()) && !isHeard(evidence)) {
      return Verdict.SILENCE;
    }
    boolean tooFast =
        evidence.tokens() > FEWEST_TOKENS
            && evidence.tokens() > TOKENS_PER_SECOND * (1 + evidence.seconds());
    return tooFast || repeats(evidence.text()) ? Verdict.DOUBTFUL : Verdict.ACCEPTED;
  }

  private static boolean isHeard(Evidence evidence) {
    boolean certain = evidence.averageLogProbability() > CERTAIN;
    if (evidence.voiceProbability().isPresent()) {
      return evidence.voiceProbability().getAsDouble() >= VOICE
          || (certain && evidence.noSpeechProbability() < DOUBTED_SPEECH);
    }
    return evidence.noSpeechProbability() < (certain ? NO_SPEECH : DOUBTED_SPEECH);
  }

  /// Whether the text is one of the phrases, perhaps several times.
  boolean isStockPhrase(String text, String language) {
    String spoken = letters(text);
    String known = language.isEmpty() ? "en" : language;
    return !spoken.isEmpty()
        && phrases.stream().anyMatch(phrase -> phrase.speaks(known) && phrase.is(spoken));
  }

  /// Whether a group of words follows itself more often than anyone says it.
  static boolean repeats(String text) {
    List<String> words =
        GAPS.splitAsStream(text.toLowerCase(Locale.ROOT)).filter(word -> !word.isEmpty()).toList();
    for (int group = 1; group <= LONGEST_GROUP; group++) {
      int most = group == 1 ? MOST_SHORT_REPETITIONS : MOST_REPETITIONS;
      int equal = 0;
      for (int i = group; i < words.size(); i++) {
        equal = words.get(i).equals(words.get(i - group)) ? equal + 1 : 0;
        if (equal >= group * most) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<Phrase> phrases(String file) {
    List<Phrase> phrases = new ArrayList<>();
    for (String line : file.lines().toList()) {
      int blank = line.indexOf(' ');
      if (blank > 0 && !line.startsWith("#")) {
        String phrase = line.substring(blank + 1);
        phrases.add(
            new Phrase(line.substring(0, blank), letters(phrase), phrase.endsWith(ANY_ENDING)));
      }
    }
    return phrases;
  }

  private static String letters(String text) {
    return text.codePoints()
        .filter(Character::isLetterOrDigit)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString()
        .toLowerCase(Locale.ROOT);
  }

  /// @param letters of the phrase, nothing else
  /// @param open whether anything may follow
  private record Phrase(String language, String letters, boolean open) {
    boolean speaks(String other) {
      return language.equals(ANY_LANGUAGE) || language.equals(other);
    }

    boolean is(String spoken) {
      if (open) {
        return spoken.startsWith(letters);
      }
      int copies = spoken.length() / letters.length();
      return copies > 0 && spoken.equals(letters.repeat(copies));
    }
  }
}
