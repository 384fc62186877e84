package dev.parley.asr.decoding;

/// A word and when it was spoken, in encoder positions of 20 ms since the start of the window.
///
/// @param text with its punctuation, as decoded, blank included
/// @param from index of its first token among the text tokens of the hypothesis
/// @param to index behind its last token
/// @param probability the mean of its tokens' probabilities
public record AlignedWord(
    String text, int from, int to, double start, double end, double probability) {
  double duration() {
    return end - start;
  }

  AlignedWord withStart(double newStart) {
    return new AlignedWord(text, from, to, newStart, end, probability);
  }

  AlignedWord withEnd(double newEnd) {
    return new AlignedWord(text, from, to, start, newEnd, probability);
  }
}
