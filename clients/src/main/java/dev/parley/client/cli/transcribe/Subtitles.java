package dev.parley.client.cli.transcribe;

import dev.parley.client.cli.transcribe.FileTranscript.Segment;
import java.util.Locale;

/// The formats that are lines of text with times.
final class Subtitles {
  private Subtitles() {}

  static String text(FileTranscript transcript) {
    StringBuilder document = new StringBuilder();
    transcript.segments().forEach(segment -> document.append(segment.text()).append('\n'));
    return document.toString();
  }

  /// SubRip has no specification; this is what players agree on: a number, times with a comma, the
  /// text, an empty line.
  static String subRip(FileTranscript transcript) {
    StringBuilder document = new StringBuilder();
    int number = 0;
    for (Segment segment : transcript.segments()) {
      document
          .append(++number)
          .append('\n')
          .append(times(segment, ','))
          .append('\n')
          .append(segment.text())
          .append("\n\n");
    }
    return document.toString();
  }

  /// WebVTT, W3C: cue text must not hold the arrow, and `&` and `<` are escaped.
  static String webVtt(FileTranscript transcript) {
    StringBuilder document = new StringBuilder("WEBVTT\n\n");
    for (Segment segment : transcript.segments()) {
      String text =
          segment.text().replace("&", "&amp;").replace("<", "&lt;").replace("-->", "--&gt;");
      document.append(times(segment, '.')).append('\n').append(text).append("\n\n");
    }
    return document.toString();
  }

  static String tabSeparated(FileTranscript transcript) {
    StringBuilder document = new StringBuilder("start\tend\ttext\n");
    for (Segment segment : transcript.segments()) {
      document
          .append(milliseconds(segment.start()))
          .append('\t')
          .append(milliseconds(segment.end()))
          .append('\t')
          .append(segment.text().replace('\t', ' '))
          .append('\n');
    }
    return document.toString();
  }

  private static String times(Segment segment, char decimal) {
    return time(segment.start(), decimal) + " --> " + time(segment.end(), decimal);
  }

  private static String time(double seconds, char decimal) {
    long all = milliseconds(seconds);
    return String.format(
        Locale.ROOT,
        "%02d:%02d:%02d%c%03d",
        all / 3_600_000,
        all / 60_000 % 60,
        all / 1_000 % 60,
        decimal,
        all % 1_000);
  }

  private static long milliseconds(double seconds) {
    return Math.round(seconds * 1_000);
  }
}
