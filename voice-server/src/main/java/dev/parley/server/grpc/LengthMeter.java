package dev.parley.server.grpc;

import dev.parley.audio.AudioSink;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import java.util.concurrent.atomic.AtomicLong;

/// A stage that raises a length in milliseconds as audio passes beyond it, because headers lie or
/// say nothing.
record LengthMeter(AudioSink next, AtomicLong milliseconds) implements AudioSink {
  @Override
  public PcmFormat format() {
    return next.format();
  }

  @Override
  public void write(PcmFrame frame) {
    milliseconds.accumulateAndGet(format().milliseconds(frame.end()), Math::max);
    next.write(frame);
  }

  @Override
  public void flush() {
    next.flush();
  }

  @Override
  public String describe() {
    return next.describe();
  }

  @Override
  public void close() {
    next.close();
  }
}
