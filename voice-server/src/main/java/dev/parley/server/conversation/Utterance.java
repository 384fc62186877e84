package dev.parley.server.conversation;

import dev.parley.server.language.Words;
import java.time.Duration;

/// What the recogniser understood of a stretch of speech.
///
/// @param text may be empty
/// @param language ISO 639-1, or empty if it is not known
/// @param speech how long voice was heard in it
/// @param confidence of the recogniser in its words, 0 to 1; 1 if it did not say
public record Utterance(String text, String language, Duration speech, double confidence) {
  /// Nothing was understood of no speech.
  public static final Utterance NOTHING = new Utterance("", "", Duration.ZERO);

  /// An utterance of whose words the recogniser said nothing.
  public Utterance(String text, String language, Duration speech) {
    this(text, language, speech, 1);
  }

  private static final Duration LONG = Duration.ofSeconds(1);

  // Words of less confidence are a hum, a sneeze or a cough that had to be written somehow.
  private static final double LONE_WORD_CONFIDENCE = 0.3;
  private static final double TWO_WORDS_CONFIDENCE = 0.5;

  /// Whether it was too long for a noise.
  boolean isLong() {
    return speech.compareTo(LONG) >= 0;
  }

  /// Whether it says anything. A word or two that the recogniser doubts are a noise.
  public boolean hasWords() {
    return switch (Words.of(text).size()) {
      case 0 -> false;
      case 1 -> confidence >= LONE_WORD_CONFIDENCE;
      case 2 -> confidence >= TWO_WORDS_CONFIDENCE;
      default -> true;
    };
  }
}
