package dev.parley.audio.probe;

import dev.parley.audio.AudioSink;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;

/// A stage that measures the level of what passes. The figures may be read from any thread.
public final class LevelProbe implements AudioSink {
  private final AudioSink next;
  private volatile Level level = new Level(0, 0, 0);

  public LevelProbe(AudioSink next) {
    this.next = next;
  }

  /// The level of everything that passed so far.
  ///
  /// @param samples how many there were
  /// @param peak the greatest magnitude, 1 at full scale
  /// @param energy the sum of all squares
  public record Level(long samples, float peak, double energy) {
    /// The root mean square, 0 to 1.
    public double rootMeanSquare() {
      return samples == 0 ? 0 : Math.sqrt(energy / samples);
    }
  }

  public Level level() {
    return level;
  }

  @Override
  public PcmFormat format() {
    return next.format();
  }

  @Override
  public void write(PcmFrame frame) {
    format().requireSame(frame);
    float peak = level.peak();
    double energy = level.energy();
    for (int i = 0; i < frame.length(); i++) {
      peak = Math.max(peak, Math.abs(frame.sample(i)));
      energy += frame.sample(i) * frame.sample(i);
    }
    level = new Level(level.samples() + frame.length(), peak, energy);
    next.write(frame);
  }

  @Override
  public void flush() {
    next.flush();
  }

  @Override
  public String describe() {
    return "level → " + next.describe();
  }

  @Override
  public void close() {
    next.close();
  }
}
