package dev.parley.load.voice;

import static dev.parley.load.figures.MarkdownTable.number;

import dev.parley.load.figures.MarkdownTable;
import dev.parley.load.figures.MemoryTrend;
import dev.parley.load.figures.ProcessMeter;
import dev.parley.tts.SpeechSynthesizer;
import dev.parley.tts.SynthesisSettings;
import dev.parley.tts.SynthesisStream;
import dev.parley.tts.SynthesizedAudio;
import dev.parley.tts.Voice;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/// One synthesis of a long text, which is written word by word and heard without delay, and the
/// memory of this process on the way.
final class LongText {
  private static final int POINTS = 10;
  private static final double MEBIBYTE = 1 << 20;

  private final int length;
  private final int sampleRate;
  private final long start = System.nanoTime();
  private final List<Point> points = new ArrayList<>();
  private long samples;

  /// @param spoken characters so far
  /// @param speech seconds of audio so far
  /// @param seconds since the start
  /// @param heap bytes in use after a collection
  /// @param resident bytes of the process; not a number where the system does not tell
  private record Point(int spoken, double speech, double seconds, long heap, double resident) {}

  private LongText(int length, int sampleRate) {
    this.length = length;
    this.sampleRate = sampleRate;
  }

  static LongText speak(SpeechSynthesizer synthesizer, Voice voice, String text)
      throws InterruptedException {
    LongText spoken = new LongText(text.length(), voice.format().sampleRate());
    spoken.measure(0);
    try (SynthesisStream stream =
        synthesizer.open(voice, SynthesisSettings.DEFAULT, spoken::take)) {
      for (String word : text.split("(?<= )", -1)) {
        stream.write(word);
      }
      stream.finish();
    }
    spoken.measure(text.length());
    return spoken;
  }

  private synchronized void take(SynthesizedAudio piece) {
    samples = piece.audio().end();
    int end = piece.textStart() + piece.text().length();
    long due = (long) length * points.size() / POINTS;
    // The last point is taken when all is over.
    if (points.size() < POINTS && end >= due) {
      measure(end);
    }
  }

  private synchronized void measure(int characters) {
    System.gc();
    points.add(
        new Point(
            characters,
            (double) samples / sampleRate,
            (System.nanoTime() - start) / 1e9,
            ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
            ProcessMeter.own().residentBytes().stream()
                .asDoubleStream()
                .findFirst()
                .orElse(Double.NaN)));
  }

  /// Memory on the way.
  synchronized MarkdownTable table() {
    MarkdownTable table =
        new MarkdownTable(
            "text spoken %",
            "seconds", "speech, minutes", "heap after collection MiB", "resident MiB");
    for (Point point : points) {
      table.row(
          number(100.0 * point.spoken() / length, 0),
          number(point.seconds(), 1),
          number(point.speech() / 60, 1),
          number(point.heap() / MEBIBYTE, 1),
          number(point.resident() / MEBIBYTE, 1));
    }
    return table;
  }

  /// A sentence about the whole.
  synchronized String summary() {
    Point last = points.getLast();
    MemoryTrend resident = new MemoryTrend();
    points.stream().skip(1).forEach(point -> resident.add(point.seconds(), point.resident()));
    return "%s minutes of speech in %s s, %s times real time; resident memory grew by %s MiB from"
            .formatted(
                number(last.speech() / 60, 1),
                number(last.seconds(), 1),
                number(last.speech() / last.seconds(), 1),
                number((resident.lastQuarter() - resident.firstQuarter()) / MEBIBYTE, 1))
        + " the first quarter to the last.";
  }
}
