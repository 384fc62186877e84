package dev.parley.server.turn;

import java.time.Duration;
import java.util.regex.Pattern;

/// Weighs the evidence of a pause.
///
/// Sound and words are taken for independent witnesses whose log-odds add up. Neither is right
/// often enough alone: prefixes of sentences sound complete as often as not, and a small language
/// model finds an end in four of five sentences.
///
/// @param eagerness how soon a pause is taken for the end
/// @param expectation what the person is expected to say
public record EndOfTurnRules(Eagerness eagerness, Expectation expectation) {
  /// Shorter silences are between words.
  public static final Duration SHORTEST = Duration.ofMillis(200);

  private static final Pattern STOP_MARK = Pattern.compile("(?s).*[.!?。！？।…]['\")”’]*");

  // Fitted by logistic regression on what recogniser and models said of 92 whole sentences, 75 cut
  // after a function word and 85 cut anywhere, of four collections of recordings.
  private static final double BIAS = 0.7;
  private static final double SOUND_WEIGHT = 0.6;
  private static final double WORDS_WEIGHT = 0.45;

  /// The log-odds of a text that the recogniser ends with a full stop.
  private static final double STOP = 0.6;

  /// The log-odds of a text that ends with a word that no utterance ends with.
  private static final double OPEN_WORD = -2.2;

  /// The log-odds of a text that ends with a comma or an ellipsis.
  private static final double OPEN_MARK = -1;

  /// No witness is believed beyond these log-odds.
  private static final double SUREST = 4;

  /// The silence behind a noise: whoever wanted to say something has time to.
  private static final Duration NO_WORDS = Duration.ofMillis(600);

  /// The silence that ends a turn that is almost likely enough to end at once.
  private static final Duration DOUBTFUL = Duration.ofMillis(300);

  /// The probability below which the whole patience is spent.
  private static final double HOPELESS = 0.12;

  /// Above 1 slight doubts cost little, since most pauses inside a thought are short.
  private static final double RELUCTANCE = 1.3;

  /// Words that end so seldom, and that the recogniser ends with no mark either, are not an end at
  /// once, however final they sound.
  private static final double UNLIKELY_END = 0.1;

  /// The part of the patience that is spent on them at least.
  private static final double HESITATION = 0.15;

  /// So much longer than usual a pause is the end.
  private static final double UNUSUAL = 1.3;

  /// Judges a pause.
  ///
  /// @param usualPause of this person inside turns; zero if it is not known
  public Verdict judge(Evidence evidence, Duration usualPause) {
    double probability = probability(evidence);
    return new Verdict(
        probability, eagerness.threshold(), limit(evidence, probability, usualPause));
  }

  private Duration limit(Evidence evidence, double probability, Duration usualPause) {
    if (!evidence.transcribed()) {
      return eagerness.patience();
    }
    if (evidence.text().isBlank()) {
      return NO_WORDS;
    }
    if (isInGroups(evidence.text())) {
      return eagerness.groupPause();
    }
    double patience = eagerness.patience().toMillis();
    double least = isUnlikelyEnd(evidence) ? patience * HESITATION : SHORTEST.toMillis();
    if (probability >= eagerness.threshold()) {
      return Duration.ofMillis(Math.round(least));
    }
    double doubt =
        Math.log(eagerness.threshold() / Math.max(probability, HOPELESS))
            / Math.log(eagerness.threshold() / HOPELESS);
    double wait =
        DOUBTFUL.toMillis() * Math.pow(patience / DOUBTFUL.toMillis(), Math.pow(doubt, RELUCTANCE));
    double habit = Math.min(usualPause.toMillis() * UNUSUAL, patience);
    return Duration.ofMillis(Math.round(Math.max(least, Math.max(wait, habit))));
  }

  private static boolean isUnlikelyEnd(Evidence evidence) {
    return evidence.words().orElse(1) < UNLIKELY_END && !endsInStop(evidence.text());
  }

  private boolean isInGroups(String text) {
    return switch (expectation) {
      case FREE -> GroupedSpeech.endsInDigits(text);
      case DIGITS -> GroupedSpeech.endsInDigit(text);
      case SPELLING -> GroupedSpeech.endsInLetter(text) || GroupedSpeech.endsInDigit(text);
    };
  }

  private static double probability(Evidence evidence) {
    String text = evidence.text();
    double odds = BIAS;
    if (evidence.sound().isPresent()) {
      odds += SOUND_WEIGHT * logOdds(evidence.sound().getAsDouble());
    }
    if (evidence.words().isPresent()) {
      odds += WORDS_WEIGHT * logOdds(evidence.words().getAsDouble());
    }
    if (!text.isBlank()) {
      if (OpenEndings.openWord(text, evidence.language())) {
        odds += OPEN_WORD;
      } else if (OpenEndings.openMark(text)) {
        odds += OPEN_MARK;
      } else if (endsInStop(text)) {
        odds += STOP;
      }
    }
    return 1 / (1 + Math.exp(-odds));
  }

  private static double logOdds(double probability) {
    return Math.clamp(Math.log(probability / (1 - probability)), -SUREST, SUREST);
  }

  private static boolean endsInStop(String text) {
    return STOP_MARK.matcher(text.strip()).matches();
  }
}
