package dev.parley.audio.vad;

import dev.parley.audio.PcmFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the speech of a whole recording, for the recogniser's file mode.
public final class SpeechSegments {
  /// How a recording is divided into stretches of speech.
  ///
  /// @param vad what counts as speech; its hangover is the shortest silence that divides
  /// @param padding the audio kept on either side of speech, at most to the middle of a silence
  /// @param maximum the longest segment; longer speech is divided where it is weakest
  public record Settings(VadSettings vad, Duration padding, Duration maximum) {
    /// For a recogniser with a window of 30 s.
    public static final Settings STANDARD =
        new Settings(
            VadSettings.STANDARD.withHangover(Duration.ofMillis(500)),
            Duration.ofMillis(200),
            Duration.ofSeconds(30));

    /// @throws IllegalArgumentException with a sentence if a value is out of range
    public Settings {
      if (padding.isNegative() || maximum.compareTo(padding.multipliedBy(4)) < 0) {
        throw new IllegalArgumentException(
            "Segments of at most %s cannot have a padding of %s on either side."
                .formatted(maximum, padding));
      }
      if (maximum.compareTo(Duration.ofSeconds(1)) < 0) {
        throw new IllegalArgumentException("Segments of less than a second are of no use.");
      }
    }
  }

  private static final int FRAME = VoiceActivityDetector.FRAME_LENGTH;

  private final SpeechProbabilities probabilities;
  private final long padding;
  private final long maximum;
  private final List<SpeechSegment> segments = new ArrayList<>();

  private SpeechSegments(SpeechProbabilities probabilities, Settings settings) {
    this.probabilities = probabilities;
    this.padding = PcmFormat.SPEECH.samples(settings.padding());
    this.maximum = PcmFormat.SPEECH.samples(settings.maximum());
  }

  /// The speech in a recording, in order and without overlap; segments may touch. No segment is
  /// longer than the maximum, padding included.
  public static List<SpeechSegment> of(SpeechProbabilities probabilities, Settings settings) {
    List<SpeechSegment> speech = voiced(probabilities, settings.vad());
    SpeechSegments result = new SpeechSegments(probabilities, settings);
    for (int i = 0; i < speech.size(); i++) {
      result.add(
          i == 0 ? null : speech.get(i - 1),
          speech.get(i),
          i + 1 == speech.size() ? null : speech.get(i + 1));
    }
    return List.copyOf(result.segments);
  }

  private static List<SpeechSegment> voiced(SpeechProbabilities probabilities, VadSettings vad) {
    SpeechDebouncer debouncer = new SpeechDebouncer(vad);
    List<SpeechSegment> speech = new ArrayList<>();
    long started = 0;
    for (int frame = 0; frame <= probabilities.frames(); frame++) {
      long start = (long) frame * FRAME;
      VadEvent event =
          frame == probabilities.frames()
              ? debouncer.end()
              : debouncer.on(
                  probabilities.at(frame), start, Math.min(start + FRAME, probabilities.samples()));
      switch (event) {
        case VadEvent.SpeechStarted(long position) -> started = position;
        case VadEvent.SpeechEnded(long position) ->
            speech.add(new SpeechSegment(started, position));
        case null -> {}
      }
    }
    return speech;
  }

  private void add(
      @Nullable SpeechSegment before, SpeechSegment segment, @Nullable SpeechSegment after) {
    long earliest = before == null ? 0 : middle(before.end(), segment.start());
    long latest = after == null ? probabilities.samples() : middle(segment.end(), after.start());
    long start = Math.max(earliest, segment.start() - padding);
    long end = Math.min(latest, segment.end() + padding);
    while (end - start > maximum) {
      long cut = weakest(start + maximum / 2, start + maximum);
      segments.add(new SpeechSegment(start, cut));
      start = cut;
    }
    segments.add(new SpeechSegment(start, end));
  }

  /// The middle of the frame with the least voice from `from` to `to`; of equals, the last.
  private long weakest(long from, long to) {
    long best = to;
    float lowest = Float.POSITIVE_INFINITY;
    for (long frame = Math.ceilDiv(from, FRAME); (frame + 1) * FRAME <= to; frame++) {
      float probability = probabilities.at((int) frame);
      if (probability <= lowest) {
        lowest = probability;
        best = frame * FRAME + FRAME / 2;
      }
    }
    return best;
  }

  private static long middle(long a, long b) {
    return a + (b - a) / 2;
  }
}
