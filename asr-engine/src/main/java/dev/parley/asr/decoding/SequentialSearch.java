package dev.parley.asr.decoding;

import dev.parley.asr.decoding.HotWords.Bias;
import dev.parley.asr.decoding.Hypothesis.Ending;
import dev.parley.asr.model.TextDecoder;
import dev.parley.asr.token.TokenList;
import dev.parley.asr.token.Tokenizer;
import java.util.List;

/// One token after the other, the likeliest or a random one, without looking back.
///
/// @param hotWords what is chosen rather; the probabilities reported are those without them
/// @param temperature 0 takes the likeliest token
/// @param limit most tokens of a transcript
/// @param guarded whether the transcript is cut where it begins again
/// @param heard the encoder position behind the last sound
record SequentialSearch(
    Tokenizer tokenizer,
    List<LogitFilter> filters,
    HotWords hotWords,
    double temperature,
    int limit,
    boolean guarded,
    int heard)
    implements Search {

  @Override
  public Hypothesis search(TextDecoder decoder, float[] firstScores, Hypothesis prefix) {
    TokenChooser chooser = TokenChooser.of(temperature);
    RepetitionGuard guard = new RepetitionGuard(tokenizer, heard);
    int fedBefore = decoder.length() - prefix.length();
    TokenList decoded = new TokenList();
    double[] logProbabilities = new double[Math.max(limit, prefix.length()) + 1];
    for (int i = 0; i < prefix.length(); i++) {
      decoded.add(prefix.token(i));
      logProbabilities[i] = prefix.logProbability(i);
      guard.keep(prefix.token(i), i, decoder, fedBefore);
    }
    float[] scores = firstScores.clone();
    while (decoded.size() < limit) {
      for (LogitFilter filter : filters) {
        filter.apply(scores, decoded);
      }
      double sum = Softmax.logSumExp(scores, 0, scores.length);
      Bias bias = hotWords.after(decoded);
      bias.addTo(scores);
      int token = chooser.choose(scores);
      logProbabilities[decoded.size()] = scores[token] - bias.of(token) - sum;
      if (token == tokenizer.special().endOfText()) {
        return Hypothesis.of(decoded, logProbabilities, decoded.size() + 1, Ending.COMPLETE);
      }
      int index = decoded.size();
      decoded.add(token);
      int keep = guarded ? guard.keep(token, index, decoder, fedBefore) : decoded.size();
      if (keep < decoded.size()) {
        decoded.truncate(Math.max(keep, prefix.length()));
        return Hypothesis.of(decoded, logProbabilities, decoded.size(), Ending.REPEATED);
      }
      if (filters.stream().anyMatch(filter -> filter.ends(decoded))) {
        // The end of the text is certain.
        return Hypothesis.of(decoded, logProbabilities, decoded.size() + 1, Ending.COMPLETE);
      }
      decoder.feed(token).get(scores);
    }
    return Hypothesis.of(decoded, logProbabilities, decoded.size(), Ending.TOO_LONG);
  }
}
