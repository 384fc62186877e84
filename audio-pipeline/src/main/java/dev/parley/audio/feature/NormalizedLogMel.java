package dev.parley.audio.feature;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import java.util.Arrays;

/// Whisper's log-mel features of the last seconds of a stream, as if their mean were 0 and their
/// variance 1 before anything else is done.
///
/// Frames are computed once, when their samples are there, and kept in a ring; silence precedes the
/// stream. The normalisation is that of the present window, so it is done when the window is taken,
/// and yet exactly: a constant is seen, through the Hann window, at 0 and 40 Hz only, so its energy
/// can be taken back from what each frame keeps of 40 Hz, and dividing samples by a number divides
/// energies by its square.
///
/// A window ends with the last frame whose samples are all there, up to 12 ms before the newest
/// sample. Its first two frames see the audio before it.
///
/// Not thread-safe.
public final class NormalizedLogMel {
  private static final int HOP = LogMel.HOP;

  /// The first frame is centred one hop before the first sample, whose beginning it sees.
  private static final int SILENCE_BEFORE = MelSpectrum.SAMPLES / 2 + HOP;

  /// What a constant of 1 adds to the amplitude at 40 Hz.
  private static final double LEAK = -MelSpectrum.SAMPLES / 4.0;

  private static final double LEAST_VARIANCE = 1e-7;
  private static final float SILENCE = -10;
  private static final float RANGE = 8;

  private final MelSpectrum spectrum;
  private final int bands;
  private final int frames;

  /// The weights of 40 Hz in the lowest bands, those that a constant touches.
  private final float[] fundamentalWeights;

  /// A ring of `frames` values for each band, one band behind the other: in the lowest bands the
  /// energy, in the others its decimal logarithm.
  private final float[] kept;

  /// The rings of what the normalisation needs of each frame: the amplitude at 40 Hz, and the sums
  /// of its hop of samples and of their squares.
  private final double[] fundamentals;

  private final double[] sums;
  private final double[] squares;

  private final float[] samples = new float[MelSpectrum.SAMPLES];
  private int filled;
  private int next;

  /// @param melBins the number of bands
  /// @param frames the length of every window, in frames of 10 ms
  public NormalizedLogMel(int melBins, int frames) {
    this.spectrum = new MelSpectrum(melBins);
    this.bands = melBins;
    this.frames = frames;
    this.fundamentalWeights = fundamentalWeights(spectrum.weights());
    this.kept = new float[melBins * frames];
    this.fundamentals = new double[frames];
    this.sums = new double[frames];
    this.squares = new double[frames];
    reset();
  }

  /// Takes the next samples of the stream, wherever they stood in another.
  ///
  /// @throws IllegalArgumentException if the frame is not of [PcmFormat#SPEECH]
  public void append(PcmFrame frame) {
    PcmFormat.SPEECH.requireSame(frame);
    int taken = 0;
    while (taken < frame.length()) {
      int count = Math.min(frame.length() - taken, samples.length - filled);
      frame.copyTo(taken, samples, filled, count);
      taken += count;
      filled += count;
      if (filled == samples.length) {
        compute();
        System.arraycopy(samples, HOP, samples, 0, samples.length - HOP);
        filled -= HOP;
      }
    }
  }

  /// The features of the last frames, one row of values per band, in an array of the caller's own.
  public float[] window() {
    double count = (double) frames * HOP;
    double mean = Arrays.stream(sums).sum() / count;
    double variance =
        Math.max(0, Arrays.stream(squares).sum() / count - mean * mean) + LEAST_VARIANCE;
    float[] values = new float[kept.length];
    for (int band = 0; band < fundamentalWeights.length; band++) {
      writeLow(band, mean, variance, values);
    }
    float level = (float) Math.log10(variance);
    for (int band = fundamentalWeights.length; band < bands; band++) {
      int row = band * frames;
      for (int frame = 0; frame < frames; frame++) {
        values[row + frame] = kept[row + slot(frame)] - level;
      }
    }
    float loudest = SILENCE;
    for (float value : values) {
      loudest = Math.max(loudest, value);
    }
    float lowest = Math.max(SILENCE, loudest - RANGE);
    for (int i = 0; i < values.length; i++) {
      values[i] = (Math.max(values[i], lowest) + 4) / 4;
    }
    return values;
  }

  /// Forgets the stream.
  public void reset() {
    Arrays.fill(samples, 0);
    filled = SILENCE_BEFORE;
    next = 0;
    int low = fundamentalWeights.length * frames;
    Arrays.fill(kept, 0, low, 0);
    Arrays.fill(kept, low, kept.length, Float.NEGATIVE_INFINITY);
    Arrays.fill(fundamentals, 0);
    Arrays.fill(sums, 0);
    Arrays.fill(squares, 0);
  }

  private void writeLow(int band, double mean, double variance, float[] values) {
    int row = band * frames;
    for (int frame = 0; frame < frames; frame++) {
      int slot = slot(frame);
      double constant = -mean * LEAK;
      double change = (2 * fundamentals[slot] + constant) * constant;
      double energy = kept[row + slot] + fundamentalWeights[band] * change;
      values[row + frame] = (float) Math.log10(Math.max(0, energy) / variance);
    }
  }

  private void compute() {
    spectrum.analyze(samples, 0);
    for (int band = 0; band < bands; band++) {
      float energy = spectrum.energy(band);
      kept[band * frames + next] =
          band < fundamentalWeights.length ? energy : (float) Math.log10(energy);
    }
    fundamentals[next] = spectrum.fundamental();
    double sum = 0;
    double square = 0;
    int centre = MelSpectrum.SAMPLES / 2;
    for (int i = centre; i < centre + HOP; i++) {
      sum += samples[i];
      square += samples[i] * (double) samples[i];
    }
    sums[next] = sum;
    squares[next] = square;
    next = (next + 1) % frames;
  }

  /// Where the ring keeps a frame of the window.
  private int slot(int frame) {
    int slot = next + frame;
    return slot < frames ? slot : slot - frames;
  }

  private static float[] fundamentalWeights(float[][] weights) {
    int low = 0;
    while (weights[low][1] > 0) {
      low++;
    }
    float[] fundamental = new float[low];
    for (int band = 0; band < low; band++) {
      fundamental[band] = weights[band][1];
    }
    return fundamental;
  }
}
