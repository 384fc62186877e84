package dev.parley.asr.decoding;

import dev.parley.asr.token.SpecialTokens;
import dev.parley.asr.token.TokenList;
import dev.parley.asr.token.Tokenizer;
import java.util.stream.IntStream;

/// Tokens that never belong in a transcript: annotations, and what asks for a task.
final class SuppressTokens implements LogitFilter {
  private final int[] tokens;

  SuppressTokens(int... tokens) {
    this.tokens = tokens.clone();
  }

  static SuppressTokens standard(Tokenizer tokenizer) {
    SpecialTokens special = tokenizer.special();
    IntStream tasks =
        IntStream.of(
            special.transcribe(),
            special.translate(),
            special.startOfTranscript(),
            special.startOfPrevious(),
            special.startOfLanguageModel(),
            special.noSpeech());
    IntStream languages = special.languages().values().stream().mapToInt(Integer::intValue);
    return new SuppressTokens(
        IntStream.concat(IntStream.of(tokenizer.nonSpeech()), IntStream.concat(tasks, languages))
            .toArray());
  }

  @Override
  public void apply(float[] scores, TokenList decoded) {
    for (int token : tokens) {
      scores[token] = Float.NEGATIVE_INFINITY;
    }
  }
}
