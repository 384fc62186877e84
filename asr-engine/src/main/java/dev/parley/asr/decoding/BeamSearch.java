package dev.parley.asr.decoding;

import dev.parley.asr.decoding.HotWords.Bias;
import dev.parley.asr.decoding.Hypothesis.Ending;
import dev.parley.asr.model.TextDecoder;
import dev.parley.asr.model.WhisperModel;
import dev.parley.asr.token.TokenList;
import dev.parley.asr.token.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Follows several transcripts at once, OpenAI's way: each is continued by its likeliest tokens,
/// and the likeliest of all continuations are kept, until as many have ended as are followed; of
/// those the one is taken whose tokens are likeliest on average.
///
/// @param options hot words, beam and guard are taken from them
/// @param limit most tokens of a transcript
/// @param heard the encoder position behind the last sound
record BeamSearch(
    WhisperModel model,
    Tokenizer tokenizer,
    List<LogitFilter> filters,
    DecodingOptions options,
    int limit,
    int heard)
    implements Search {

  private static final Comparator<Candidate> LIKELIEST_FIRST =
      Comparator.comparingDouble(Candidate::rank).reversed();

  @Override
  public Hypothesis search(TextDecoder decoder, float[] firstScores, Hypothesis prefix) {
    double[] known = new double[prefix.length()];
    Arrays.setAll(known, prefix::logProbability);
    List<Row> rows = new ArrayList<>();
    List<Candidate> ended = new ArrayList<>();
    try {
      rows.add(
          new Row(
              decoder.fork(), new Candidate(prefix.tokens(), known, Arrays.stream(known).sum())));
      float[] scores = firstScores.clone();
      while (true) {
        List<Candidate> going = advance(rows, scores, ended);
        if (ended.size() >= options.beam() || going.isEmpty() || going.getFirst().size() >= limit) {
          going.sort(LIKELIEST_FIRST);
          ended.addAll(going);
          return finish(decoder, prefix, best(ended));
        }
        replace(rows, going);
      }
    } finally {
      rows.forEach(row -> row.decoder.close());
    }
  }

  /// Continues every row.
  ///
  /// @param scores what to go on from while there is one row that was fed nothing here; overwritten
  /// @param ended gets the likeliest of those that end, at most as many as are followed
  /// @return the likeliest of those that go on
  private List<Candidate> advance(List<Row> rows, float[] scores, List<Candidate> ended) {
    List<Candidate> all = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      if (row.fed) {
        row.decoder.scores().get(0, scores);
      }
      continueRow(i, row, scores, all);
    }
    all.sort(LIKELIEST_FIRST);
    List<Candidate> going = new ArrayList<>();
    List<Candidate> ending = new ArrayList<>();
    for (Candidate candidate : all) {
      if (candidate.ends) {
        ending.add(candidate);
      } else {
        going.add(candidate);
        if (going.size() == options.beam()) {
          break;
        }
      }
    }
    ending.stream().limit(options.beam() - ended.size()).forEach(ended::add);
    return going;
  }

  private void continueRow(int parent, Row row, float[] scores, List<Candidate> all) {
    TokenList decoded = new TokenList();
    decoded.addAll(row.candidate.tokens);
    for (LogitFilter filter : filters) {
      filter.apply(scores, decoded);
    }
    double sum = Softmax.logSumExp(scores, 0, scores.length);
    Bias bias = options.hotWords().after(decoded);
    bias.addTo(scores);
    // Of tokens that are no hot words, one more than are followed: one of them may be the end.
    for (int i = 0; i <= options.beam(); i++) {
      int token = Softmax.largest(scores, 0, scores.length);
      double logProbability = scores[token] - bias.of(token) - sum;
      if (scores[token] == Float.NEGATIVE_INFINITY) {
        break;
      }
      scores[token] = Float.NEGATIVE_INFINITY;
      boolean ends = token == tokenizer.special().endOfText();
      all.add(row.candidate.with(parent, token, logProbability, bias.gain(token), ends));
    }
  }

  /// Makes one row of every candidate and feeds its last token.
  private void replace(List<Row> rows, List<Candidate> candidates) {
    List<Row> parents = List.copyOf(rows);
    boolean[] taken = new boolean[parents.size()];
    List<Candidate> siblings = new ArrayList<>();
    rows.clear();
    for (Candidate candidate : candidates) {
      if (taken[candidate.parent]) {
        siblings.add(candidate);
      } else {
        taken[candidate.parent] = true;
        rows.add(new Row(parents.get(candidate.parent).decoder, candidate));
      }
    }
    for (int i = 0; i < taken.length; i++) {
      if (!taken[i]) {
        parents.get(i).decoder.close();
      }
    }
    for (Candidate sibling : siblings) {
      rows.add(new Row(parents.get(sibling.parent).decoder.fork(), sibling));
    }
    int[] tokens = rows.stream().mapToInt(row -> row.candidate.last()).toArray();
    model.step(rows.stream().map(row -> row.decoder).toList(), tokens);
    rows.forEach(row -> row.fed = true);
  }

  private static Candidate best(List<Candidate> ended) {
    return ended.stream()
        .max(Comparator.comparingDouble(Candidate::average))
        .orElseThrow(() -> new IllegalStateException("The network allows no token at all."));
  }

  /// Feeds the decoder the transcript, and cuts it where it begins again.
  private Hypothesis finish(TextDecoder decoder, Hypothesis prefix, Candidate best) {
    TokenList tokens = new TokenList();
    tokens.addAll(best.tokens);
    int from = prefix.length();
    int first = decoder.length() - from;
    if (tokens.size() > from) {
      decoder.feed(Arrays.copyOfRange(best.tokens, from, best.tokens.length));
    }
    if (options.guarded()) {
      RepetitionGuard guard = new RepetitionGuard(tokenizer, heard);
      for (int i = 0; i < tokens.size(); i++) {
        int keep = guard.keep(tokens.get(i), i, decoder, first);
        if (i >= from && keep <= i) {
          tokens.truncate(Math.max(keep, from));
          return Hypothesis.of(tokens, best.logProbabilities, tokens.size(), Ending.REPEATED);
        }
      }
    }
    return Hypothesis.of(
        tokens,
        best.logProbabilities,
        best.logProbabilities.length,
        best.ends ? Ending.COMPLETE : Ending.TOO_LONG);
  }

  /// A transcript that is followed.
  private static final class Row {
    final TextDecoder decoder;
    final Candidate candidate;
    boolean fed;

    Row(TextDecoder decoder, Candidate candidate) {
      this.decoder = decoder;
      this.candidate = candidate;
    }
  }

  /// A transcript: its tokens, the logarithms of their probabilities and, if it has ended, that of
  /// the end. It ranks by their sum and what hot words add to it.
  private static final class Candidate {
    final int[] tokens;
    final double[] logProbabilities;
    final double rank;
    final int parent;
    final boolean ends;

    Candidate(int[] tokens, double[] logProbabilities, double rank) {
      this(tokens, logProbabilities, rank, 0, false);
    }

    private Candidate(
        int[] tokens, double[] logProbabilities, double rank, int parent, boolean ends) {
      this.tokens = tokens;
      this.logProbabilities = logProbabilities;
      this.rank = rank;
      this.parent = parent;
      this.ends = ends;
    }

    Candidate with(int from, int token, double logProbability, double gain, boolean end) {
      int size = tokens.length;
      int[] longer = end ? tokens : Arrays.copyOf(tokens, size + 1);
      double[] longerProbabilities = Arrays.copyOf(logProbabilities, size + 1);
      longerProbabilities[size] = logProbability;
      if (!end) {
        longer[size] = token;
      }
      return new Candidate(longer, longerProbabilities, rank + logProbability + gain, from, end);
    }

    int size() {
      return tokens.length;
    }

    int last() {
      return tokens[tokens.length - 1];
    }

    double rank() {
      return rank;
    }

    double average() {
      return rank / Math.max(1, tokens.length);
    }
  }
}
