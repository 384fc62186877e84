package dev.parley.asr.decoding;

import java.util.List;

/// Where a voice activity detector hears speech in a window.
///
/// @param spans in order, apart from each other
public record SpeechSpans(List<Span> spans) {
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

  /// Takes the pauses before and after a word away from it. A word that lies in a pause entirely
  /// stays where it is.
  AlignedWord clamp(AlignedWord word) {
    double start = Double.NaN;
    double end = Double.NaN;
    for (Span span : spans) {
      if (span.start() < word.end() && span.end() > word.start()) {
        start = Double.isNaN(start) ? Math.max(span.start(), word.start()) : start;
        end = Math.min(span.end(), word.end());
      }
    }
    return Double.isNaN(start) ? word : word.withStart(start).withEnd(end);
  }
}
