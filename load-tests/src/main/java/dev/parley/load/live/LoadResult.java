package dev.parley.load.live;

import static dev.parley.load.figures.MarkdownTable.number;

import dev.parley.load.figures.MarkdownTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// The figures of all streams of a run. Filled by one thread, but for the memory.
public final class LoadResult {
  private static final double MEBIBYTE = 1 << 20;

  private final Latencies partialLag = new Latencies();
  private final Latencies finalLatency = new Latencies();
  private final Latencies lateness = new Latencies();
  private final List<TrackFinals> finals = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private final AtomicLong largestMemory = new AtomicLong();
  private int overloads;
  private int speechStarts;
  private Duration wall = Duration.ZERO;
  private Duration processorTime = Duration.ZERO;

  /// What was recognised in a clip, in the order of the clips of a track.
  public record ClipText(Track.Placed clip, String text) {}

  private record TrackFinals(Track track, List<Delivery.HeardFinal> finals) {}

  void add(Track track, Delivery delivery) {
    partialLag.addAll(delivery.partialLag());
    finalLatency.addAll(delivery.finalLatency());
    lateness.addAll(delivery.lateness());
    finals.add(new TrackFinals(track, delivery.finals()));
    overloads += delivery.overloads();
    speechStarts += delivery.speechStarts();
  }

  void fail(String sentence) {
    failures.add(sentence);
  }

  void end(Duration wallTime, Duration processor) {
    wall = wallTime;
    processorTime = processor;
  }

  void memory(long bytes) {
    largestMemory.accumulateAndGet(bytes, Math::max);
  }

  /// The recognised text of every clip that was sent; empty where nothing was recognised.
  public List<ClipText> texts() {
    List<ClipText> texts = new ArrayList<>();
    for (TrackFinals heard : finals) {
      for (Track.Placed clip : heard.track().clips()) {
        List<String> parts = new ArrayList<>();
        for (Delivery.HeardFinal one : heard.finals()) {
          long voiced = heard.track().lastVoiced(one.listenedTo());
          if (heard.track().clipAt(voiced).equals(clip) && !one.text().isEmpty()) {
            parts.add(one.text());
          }
        }
        texts.add(new ClipText(clip, String.join(" ", parts)));
      }
    }
    return texts;
  }

  /// Sentences about streams that failed.
  public List<String> failures() {
    return List.copyOf(failures);
  }

  /// How often the server noticed speech.
  public int speechStarts() {
    return speechStarts;
  }

  static MarkdownTable table() {
    return new MarkdownTable(
        "streams",
        "partials",
        "partial lag P50 / P95 / P99 ms",
        "finals",
        "final P50 / P95 / P99 ms",
        "sender late P99 / most ms",
        "processor %",
        "memory MiB",
        "overloads",
        "failed");
  }

  void row(MarkdownTable table, int streams) {
    double share =
        100.0
            * processorTime.toNanos()
            / Math.max(1, wall.toNanos())
            / Runtime.getRuntime().availableProcessors();
    table.row(
        Integer.toString(streams),
        Long.toString(partialLag.count()),
        partialLag.summary(),
        Long.toString(finalLatency.count()),
        finalLatency.summary(),
        number(lateness.milliseconds(99), 1) + " / " + number(lateness.milliseconds(100), 1),
        number(processorTime.isZero() ? Double.NaN : share, 0),
        number(largestMemory.get() == 0 ? Double.NaN : largestMemory.get() / MEBIBYTE, 0),
        Integer.toString(overloads),
        Integer.toString(failures.size()));
  }
}
