package dev.parley.server.conversation;

import dev.parley.server.language.Words;
import java.time.Duration;

/// What the recogniser understood of a stretch of speech.
///
/// @param text may be empty
/// @param language ISO 639-1, or empty if it is not known
/// @param speech how long voice was heard in it
public record Utterance(String text, String language, Duration speech) {
  /// Nothing was understood of no speech.
  public static final Utterance NOTHING = new Utterance("", "", Duration.ZERO);

  private static final Duration LONG = Duration.ofSeconds(1);

  /// Whether it was too long for a noise.
  boolean isLong() {
    return speech.compareTo(LONG) >= 0;
  }

  /// Whether it says anything.
  public boolean hasWords() {
    return Words.anyIn(text);
  }
}
