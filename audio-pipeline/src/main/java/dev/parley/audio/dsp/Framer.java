package dev.parley.audio.dsp;

import dev.parley.audio.AudioSink;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import java.util.Arrays;

/// A stage that cuts the stream into frames of one exact size.
///
/// The tail: [#flush] fills the last frame with silence, passes it on and flushes the next stage.
/// A frame after that starts at its true position, which then lies within the silence added
/// before. A gap in the positions is treated in the same way. [#close] drops the tail.
public final class Framer implements AudioSink {
  private final AudioSink next;
  private final float[] pending;
  private int filled;
  private long start;

  /// @param size the samples of every frame that `next` gets
  public Framer(AudioSink next, int size) {
    if (size < 1) {
      throw new IllegalArgumentException("A frame cannot have " + size + " samples.");
    }
    this.next = next;
    this.pending = new float[size];
  }

  @Override
  public PcmFormat format() {
    return next.format();
  }

  @Override
  public void write(PcmFrame frame) {
    format().requireSame(frame);
    if (filled > 0 && frame.position() != start + filled) {
      passTail();
    }
    int taken = 0;
    while (taken < frame.length()) {
      if (filled == 0) {
        start = frame.position() + taken;
      }
      int piece = Math.min(pending.length - filled, frame.length() - taken);
      frame.copyTo(taken, pending, filled, piece);
      filled += piece;
      taken += piece;
      if (filled == pending.length) {
        pass();
      }
    }
  }

  @Override
  public void flush() {
    passTail();
    next.flush();
  }

  @Override
  public String describe() {
    return "frames of " + pending.length + " → " + next.describe();
  }

  @Override
  public void close() {
    next.close();
  }

  private void passTail() {
    if (filled > 0) {
      Arrays.fill(pending, filled, pending.length, 0);
      pass();
    }
  }

  private void pass() {
    filled = 0;
    next.write(PcmFrame.of(format(), start, pending));
  }
}
