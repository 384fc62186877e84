package dev.parley.server.conversation;

import dev.parley.server.language.Words;
import java.time.Duration;
import java.util.List;

/// What stops a reply that is being spoken.
///
/// @param minWords words that stop it, back-channels do not count
/// @param minSpeech voice that stops it
/// @param resumeAfter how long a paused reply waits for words before it goes on
/// @param backChannels phrases besides those of [BackChannels]
/// @param settle how long nothing interrupts at the start of a session, while an echo canceller
///     settles
/// @param halfDuplex whether nothing is heard while the assistant speaks
public record InterruptionRules(
    int minWords,
    Duration minSpeech,
    Duration resumeAfter,
    List<String> backChannels,
    Duration settle,
    boolean halfDuplex) {

  public static final InterruptionRules DEFAULT =
      new InterruptionRules(
          1, Duration.ZERO, Duration.ofSeconds(2), List.of(), Duration.ZERO, false);

  /// The share of the words that an echo brings back in their order; the recogniser mishears the
  /// others.
  private static final double ECHOED = 0.75;

  private static final int FEWEST_OF_A_PARTIAL = 2;

  public InterruptionRules {
    backChannels = List.copyOf(backChannels);
  }

  /// Whether what was heard over a reply is meant to stop it. A single word that is not final is
  /// not enough: half of "okay" is "O".
  ///
  /// @param isFinal whether more may be heard
  /// @param sounding what the assistant says at the moment
  boolean interrupts(Utterance heard, boolean isFinal, String sounding) {
    List<String> words = Words.of(heard.text());
    return words.size() >= (isFinal ? minWords : Math.max(minWords, FEWEST_OF_A_PARTIAL))
        && heard.speech().compareTo(minSpeech) >= 0
        && heard.hasWords()
        && isMeant(words, heard.language(), sounding);
  }

  /// Whether what was heard asks for an answer once a reply that it could not stop is over.
  boolean wantsAnswer(Utterance heard, String sounding) {
    return heard.hasWords() && isMeant(Words.of(heard.text()), heard.language(), sounding);
  }

  /// Whether words are neither back-channels nor an echo.
  private boolean isMeant(List<String> words, String language, String sounding) {
    return !BackChannels.only(words, language, backChannels) && !isEcho(words, Words.of(sounding));
  }

  /// Whether most of the words come in the same order in what sounds, by their longest common
  /// subsequence.
  private static boolean isEcho(List<String> words, List<String> sounding) {
    int[] common = new int[sounding.size() + 1];
    for (String word : words) {
      int diagonal = 0;
      for (int i = 1; i <= sounding.size(); i++) {
        int above = common[i];
        common[i] =
            word.equals(sounding.get(i - 1)) ? diagonal + 1 : Math.max(above, common[i - 1]);
        diagonal = above;
      }
    }
    return common[sounding.size()] >= ECHOED * words.size();
  }
}
