package dev.parley.audio.vad;

import dev.parley.audio.AudioSink;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import java.util.ArrayDeque;

/// Keeps the newest audio of a stream, so that a stage that opens when speech is noticed gets the
/// audio from before.
///
/// Holds whole frames, at least the capacity in samples once so much has come; the oldest go
/// first. Add every frame before the [VoiceActivityGate] sees it: then a listener that replays on
/// [VadEvent.SpeechStarted] has the present frame too. Not thread-safe.
public final class PreRollBuffer {
  private final PcmFormat format;
  private final int capacity;
  private final ArrayDeque<PcmFrame> frames = new ArrayDeque<>();
  private long held;

  /// @param capacity the samples to keep
  public PreRollBuffer(PcmFormat format, int capacity) {
    if (capacity < 0) {
      throw new IllegalArgumentException("A pre-roll of " + capacity + " samples is impossible.");
    }
    this.format = format;
    this.capacity = capacity;
  }

  public void add(PcmFrame frame) {
    format.requireSame(frame);
    frames.addLast(frame);
    held += frame.length();
    while (held - frames.getFirst().length() >= capacity && frames.size() > 1) {
      held -= frames.removeFirst().length();
    }
  }

  /// Writes what is held from position `from` on into `sink`, and keeps it.
  ///
  /// @return the position behind the last sample written, `from` if there was none
  public long replay(long from, AudioSink sink) {
    long end = from;
    for (PcmFrame frame : frames) {
      if (frame.end() > from) {
        int skipped = (int) Math.max(0, from - frame.position());
        sink.write(skipped == 0 ? frame : frame.slice(skipped, frame.length()));
        end = frame.end();
      }
    }
    return end;
  }

  /// Forgets everything.
  public void clear() {
    frames.clear();
    held = 0;
  }
}
