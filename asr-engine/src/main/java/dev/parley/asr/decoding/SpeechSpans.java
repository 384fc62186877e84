package dev.parley.asr.decoding;

import java.util.List;

/// Where a voice activity detector hears speech in a window.
///
/// @param spans in order, apart from each other
public record SpeechSpans(List<Span> spans) {
  /// 0.1 s: a detector hears faint sounds at either side of speech late or not at all.
  static final double TOLERANCE = 5;

  /// Nothing is known.
  public static final SpeechSpans UNKNOWN = new SpeechSpans(List.of());

  /// A stretch of speech between pauses.
  ///
  /// @param start in encoder positions of 20 ms since the start of the window
  /// @param end in the same unit, above `start`
  public record Span(double start, double end) {}

  public SpeechSpans {
    spans = List.copyOf(spans);
  }

  /// Takes the pauses before and after a word away from it, but for [#TOLERANCE]. A word that lies
  /// in a pause entirely stays where it is.
  AlignedWord clamp(AlignedWord word) {
    double start = Double.NaN;
    double end = Double.NaN;
    for (Span span : spans) {
      double from = span.start() - TOLERANCE;
      double to = span.end() + TOLERANCE;
      if (from < word.end() && to > word.start()) {
        start = Double.isNaN(start) ? Math.max(from, word.start()) : start;
        end = Math.min(to, word.end());
      }
    }
    return Double.isNaN(start) ? word : word.withStart(start).withEnd(end);
  }
}
