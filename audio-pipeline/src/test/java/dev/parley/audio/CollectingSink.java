package dev.parley.audio;

import java.util.ArrayList;
import java.util.List;

/// A last stage that keeps everything, for tests.
public final class CollectingSink implements AudioSink {
  private final PcmFormat format;
  private final List<PcmFrame> frames = new ArrayList<>();
  private int flushes;
  private int closes;

  public CollectingSink(PcmFormat format) {
    this.format = format;
  }

  public List<PcmFrame> frames() {
    return frames;
  }

  public int flushes() {
    return flushes;
  }

  public int closes() {
    return closes;
  }

  /// All samples, one frame after the other.
  public float[] samples() {
    float[] samples = new float[frames.stream().mapToInt(PcmFrame::length).sum()];
    int offset = 0;
    for (PcmFrame frame : frames) {
      frame.copyTo(samples, offset);
      offset += frame.length();
    }
    return samples;
  }

  @Override
  public PcmFormat format() {
    return format;
  }

  @Override
  public void write(PcmFrame frame) {
    format.requireSame(frame);
    frames.add(frame);
  }

  @Override
  public void flush() {
    flushes++;
  }

  @Override
  public String describe() {
    return "collect";
  }

  @Override
  public void close() {
    closes++;
  }
}
