package dev.parley.load.caller;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Mixes what a caller sends: sounds one after the other, and the echo of the loudspeaker. Not
/// thread-safe.
final class Microphone {
  private final SentAudio sent = new SentAudio();
  private final Deque<Said> waiting = new ArrayDeque<>();
  private final List<Said> said = new ArrayList<>();
  private long free;
  private Optional<EchoPath> echo = Optional.empty();

  /// Puts a sound behind those that wait; it starts with the next frame if there are none.
  Said put(Sound sound) {
    Said placed = new Said(sound, Math.max(free, position()));
    free = placed.start() + sound.length();
    waiting.addLast(placed);
    said.add(placed);
    return placed;
  }

  boolean isBusy() {
    return !waiting.isEmpty();
  }

  void echo(Optional<EchoPath> path) {
    echo = path;
  }

  /// The samples sent so far.
  long position() {
    return (long) sent.frames() * CallLog.FRAME;
  }

  SentAudio sent() {
    return sent;
  }

  List<Said> said() {
    return said;
  }

  /// The next 20 ms, which count as sent now.
  ///
  /// @param air what the loudspeaker plays
  PcmFrame frame(long nanos, SampleBuffer air) {
    long start = position();
    float[] samples = new float[CallLog.FRAME];
    for (Said one : waiting) {
      int from = (int) Math.max(one.start() - start, 0);
      int to = (int) Math.min(one.start() + one.sound().length() - start, CallLog.FRAME);
      for (int i = from; i < to; i++) {
        samples[i] = one.sound().sample((int) (start + i - one.start()));
      }
    }
    long end = start + CallLog.FRAME;
    waiting.removeIf(one -> one.start() + one.sound().length() <= end);
    if (echo.isPresent()) {
      long delay = PcmFormat.SPEECH.samples(echo.get().delay());
      double gain = echo.get().gain();
      for (int i = 0; i < CallLog.FRAME; i++) {
        samples[i] = (float) (samples[i] + gain * air.at(start + i - delay));
      }
    }
    sent.add(nanos, samples);
    return PcmFrame.of(PcmFormat.SPEECH, start, samples);
  }
}
