package dev.parley.asr.decoding;

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

  boolean isRepetitive(double compressionRatio) {
    return compressionRatio > highestCompressionRatio;
  }

  boolean isGuess(double averageLogProbability) {
    return averageLogProbability < lowestLogProbability;
  }
}
