package dev.parley.audio.dsp;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalDouble;

/// The integrated loudness of mono audio after ITU-R BS.1770-5, which EBU R 128 uses, in LUFS: how
/// loud speech sounds as a whole, whatever its pauses.
///
/// The K-weighted signal is measured in blocks of 400 ms, one every 100 ms. Blocks below -70 LUFS
/// do not count, nor those more than 10 LU below the mean of the rest. The audio counts as one
/// channel at the front: a sine of 997 Hz at full scale has -3.01 LUFS. (Played on both channels of
/// a stereo pair it would have 3.01 LU more.)
///
/// Audio may be added in pieces of any length, and the result asked for at any time. Memory: 80
/// bytes a second of audio. Not thread-safe.
public final class Loudness {
  /// Steps of 100 ms in a block.
  private static final int BLOCK = 4;

  private static final int STEPS_A_SECOND = 10;

  /// Makes up for what the filter adds at 997 Hz.
  private static final double OFFSET = -0.691;

  private static final double ABSOLUTE_GATE = -70;
  private static final double RELATIVE_GATE = -10;

  private final PcmFormat format;
  private final KWeighting filter;

  /// The energies of the complete steps.
  private double[] steps = new double[128];

  private int complete;
  private double energy;
  private long position;
  private long stepEnd;

  public Loudness(PcmFormat format) {
    this.format = format;
    this.filter = new KWeighting(format.sampleRate());
    this.stepEnd = endOfStep(0);
  }

  /// The loudness of a whole recording; empty as [#integrated] says.
  public static OptionalDouble of(PcmFormat format, float... samples) {
    Loudness loudness = new Loudness(format);
    loudness.add(samples, 0, samples.length);
    return loudness.integrated();
  }

  /// Adds a frame; its position does not matter.
  ///
  /// @throws IllegalArgumentException if the frame has another format
  public void add(PcmFrame frame) {
    format.requireSame(frame);
    for (int i = 0; i < frame.length(); i++) {
      add(frame.sample(i));
    }
  }

  /// Adds `length` samples from `offset` on.
  public void add(float[] samples, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, samples.length);
    for (int i = offset; i < offset + length; i++) {
      add(samples[i]);
    }
  }

  /// The loudness of everything added so far, in LUFS. Empty if that is shorter than 400 ms or if
  /// all of it is below -70 LUFS.
  public OptionalDouble integrated() {
    double mean = meanAbove(ABSOLUTE_GATE);
    if (mean == 0) {
      return OptionalDouble.empty();
    }
    double gate = Math.max(ABSOLUTE_GATE, loudness(mean) + RELATIVE_GATE);
    return OptionalDouble.of(loudness(meanAbove(gate)));
  }

  private void add(float sample) {
    double weighted = filter.apply(sample);
    energy += weighted * weighted;
    position++;
    if (position == stepEnd) {
      if (complete == steps.length) {
        steps = Arrays.copyOf(steps, 2 * complete);
      }
      steps[complete++] = energy;
      energy = 0;
      stepEnd = endOfStep(complete);
    }
  }

  /// The mean square of the blocks that are louder than `gate`; 0 if there are none.
  private double meanAbove(double gate) {
    double sum = 0;
    int blocks = 0;
    for (int first = 0; first + BLOCK <= complete; first++) {
      double square = 0;
      for (int step = first; step < first + BLOCK; step++) {
        square += steps[step];
      }
      square /= endOfStep(first + BLOCK - 1) - endOfStep(first - 1);
      if (loudness(square) > gate) {
        sum += square;
        blocks++;
      }
    }
    return blocks == 0 ? 0 : sum / blocks;
  }

  /// Where the step ends, to the nearest sample below.
  private long endOfStep(int step) {
    return (step + 1L) * format.sampleRate() / STEPS_A_SECOND;
  }

  private static double loudness(double meanSquare) {
    return OFFSET + 10 * Math.log10(meanSquare);
  }
}
