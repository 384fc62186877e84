package dev.parley.asr.decoding;

import java.util.List;

/// When a decoding is believed.
///
/// @param highestCompressionRatio above it, the text repeats itself
/// @param lowestLogProbability below it, on average, the network was guessing
/// @param highestNoSpeechProbability above it, together with a low log-probability, nobody spoke
public record QualityThresholds(
    double highestCompressionRatio,
    double lowestLogProbability,
    double highestNoSpeechProbability) {

  /// OpenAI's.
  public static final QualityThresholds STANDARD = new QualityThresholds(2.4, -1.0, 0.6);

  /// A text that is less than this above a guess is nearly one.
  private static final double MARGIN = 0.3;

  /// Whether the audio is taken for silence, whatever was decoded.
  boolean isSilence(double noSpeechProbability, double averageLogProbability) {
    return noSpeechProbability > highestNoSpeechProbability
        && averageLogProbability < lowestLogProbability;
  }

  /// Whether a window in which the network could only guess, at every temperature, is taken for
  /// sounds that are not speech: then half the usual probability of no speech suffices.
  boolean isNoise(DecodedWindow best) {
    return isGuess(best.hypothesis().averageLogProbability())
        && best.noSpeechProbability() > highestNoSpeechProbability / 2;
  }

  /// Whether a text that is nearly a guess is taken for made up: there are other attempts, and none
  /// of them heard a word of it.
  ///
  /// @param others the attempts that were not believed
  boolean isMadeUp(DecodedWindow chosen, List<DecodedWindow> others) {
    List<String> texts =
        others.stream()
            .filter(other -> !other.equals(chosen) && !isRepetitive(other.compressionRatio()))
            .map(DecodedWindow::text)
            .filter(text -> !text.isBlank())
            .toList();
    return chosen.hypothesis().averageLogProbability() < lowestLogProbability + MARGIN
        && !texts.isEmpty()
        && texts.stream().noneMatch(text -> CommonWords.any(text, chosen.text()));
  }

  boolean isRepetitive(double compressionRatio) {
    return compressionRatio > highestCompressionRatio;
  }

  boolean isGuess(double averageLogProbability) {
    return averageLogProbability < lowestLogProbability;
  }
}
