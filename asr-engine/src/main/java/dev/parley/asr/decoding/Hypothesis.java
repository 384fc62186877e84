package dev.parley.asr.decoding;

import dev.parley.asr.token.TokenList;
import java.util.Arrays;

/// A decoded token sequence and how likely each token was. Immutable.
///
/// A class rather than a record because it guards its arrays.
public final class Hypothesis {
  /// Nothing decoded.
  public static final Hypothesis EMPTY = new Hypothesis(new int[0], new double[0], Ending.COMPLETE);

  /// Why a sequence ended.
  public enum Ending {
    /// The network said so.
    COMPLETE,
    /// It began to say again what it had said; the copy was cut off.
    REPEATED,
    /// It reached the limit.
    TOO_LONG
  }

  private final int[] tokens;
  private final double[] logProbabilities;
  private final Ending ending;

  private Hypothesis(int[] tokens, double[] logProbabilities, Ending ending) {
    this.tokens = tokens;
    this.logProbabilities = logProbabilities;
    this.ending = ending;
  }

  /// @param logProbabilities at least as many as there are tokens; one more stands for the end
  static Hypothesis of(TokenList tokens, double[] logProbabilities, int scored, Ending ending) {
    return new Hypothesis(tokens.toArray(), Arrays.copyOf(logProbabilities, scored), ending);
  }

  /// The tokens, timestamps included, without the end of the text. A copy.
  public int[] tokens() {
    return tokens.clone();
  }

  public int length() {
    return tokens.length;
  }

  public int token(int index) {
    return tokens[index];
  }

  /// The probability with which a token was chosen.
  public double probability(int index) {
    return Math.exp(logProbabilities[index]);
  }

  double logProbability(int index) {
    return logProbabilities[index];
  }

  public Ending ending() {
    return ending;
  }

  /// OpenAI's measure: the end of the text counts as a token.
  public double averageLogProbability() {
    return Arrays.stream(logProbabilities).sum() / (tokens.length + 1);
  }

  /// The first `length` tokens.
  public Hypothesis prefix(int length) {
    return new Hypothesis(
        Arrays.copyOf(tokens, length), Arrays.copyOf(logProbabilities, length), Ending.COMPLETE);
  }

  /// The tokens from `index` on.
  public Hypothesis suffix(int index) {
    return new Hypothesis(
        Arrays.copyOfRange(tokens, index, tokens.length),
        Arrays.copyOfRange(logProbabilities, index, tokens.length),
        Ending.COMPLETE);
  }

  /// How many tokens at the beginning are the same.
  public int commonPrefix(Hypothesis other) {
    int mismatch = Arrays.mismatch(tokens, other.tokens);
    return mismatch < 0 ? tokens.length : mismatch;
  }
}
