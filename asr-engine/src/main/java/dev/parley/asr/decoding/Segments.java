package dev.parley.asr.decoding;

import dev.parley.asr.token.SpecialTokens;
import java.util.ArrayList;
import java.util.List;

/// The segments that the timestamps of a transcript make, by OpenAI's rule, and where the next
/// window starts: behind the last segment that is complete, or behind this window if its last
/// timestamp says that nothing more is spoken in it.
///
/// @param segments in order
/// @param consumed timestamps of 20 ms from the start of this window to that of the next, above 0
public record Segments(List<Segment> segments, int consumed) {
  /// A part of a transcript.
  ///
  /// @param from index of its first token in the hypothesis
  /// @param to index behind its last token
  /// @param start in timestamps of 20 ms since the start of the window
  /// @param end in timestamps of 20 ms since the start of the window
  public record Segment(int from, int to, int start, int end) {}

  public Segments {
    segments = List.copyOf(segments);
  }

  /// @param content length of the audio in timestamps
  public static Segments of(Hypothesis hypothesis, SpecialTokens special, int content) {
    int length = hypothesis.length();
    List<Segment> segments = new ArrayList<>();
    int from = 0;
    for (int i = 1; i < length; i++) {
      if (special.isTimestamp(hypothesis.token(i))
          && special.isTimestamp(hypothesis.token(i - 1))) {
        segments.add(segment(hypothesis, special, from, i, content));
        from = i;
      }
    }
    boolean endsWithOneTimestamp =
        length >= 2
            && special.isTimestamp(hypothesis.token(length - 1))
            && special.isText(hypothesis.token(length - 2));
    if (segments.isEmpty() || endsWithOneTimestamp) {
      if (length > from) {
        segments.add(segment(hypothesis, special, from, length, content));
      }
      return new Segments(segments, content);
    }
    int last = segments.getLast().end();
    return new Segments(segments, last > 0 ? Math.min(last, content) : content);
  }

  private static Segment segment(
      Hypothesis hypothesis, SpecialTokens special, int from, int to, int content) {
    int start = 0;
    if (special.isTimestamp(hypothesis.token(from))) {
      start = hypothesis.token(from) - special.firstTimestamp();
    }
    int end = content;
    for (int i = to - 1; i > from; i--) {
      if (special.isTimestamp(hypothesis.token(i))) {
        end = hypothesis.token(i) - special.firstTimestamp();
        break;
      }
    }
    return new Segment(from, to, start, Math.max(start, end));
  }
}
