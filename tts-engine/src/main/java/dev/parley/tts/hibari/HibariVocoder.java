package dev.parley.tts.hibari;

import static dev.parley.tts.hibari.BlockFourierTransform.BINS;
import static dev.parley.tts.hibari.BlockFourierTransform.LENGTH;

import java.nio.FloatBuffer;
import java.util.Arrays;

/// Turns the network's spectrum into a waveform of 24 kHz, 300 samples a frame.
///
/// The excitation (a pulse train at the pitch) is shaped by the harmonic part of the spectrum;
/// shaped noise and a part with free phases are added; an inverse short-time Fourier transform
/// gives the samples. Immutable and thread-safe.
public final class HibariVocoder {
  static final int SAMPLE_RATE = 24_000;

  /// Samples of a frame.
  static final int HOP = LENGTH / 4;

  private static final int OVERLAP = LENGTH / HOP;
  private static final int MARGIN = LENGTH / 2;

  /// The most frames that are transformed at once: their rows just fit the second-level cache.
  private static final int WIDEST = 128;

  private final BlockFourierTransform transform = new BlockFourierTransform();
  private final float[] analysisWindow = new float[LENGTH];
  private final float[] synthesisWindow = new float[LENGTH];
  private final float[] squaredWindow = new float[LENGTH];

  public HibariVocoder() {
    for (int i = 0; i < LENGTH; i++) {
      double hann = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / LENGTH);
      // So that a cosine of amplitude 1 has magnitude 1 in its bin.
      analysisWindow[i] = (float) (hann / HOP);
      // The inverse transform is 600 times too large.
      synthesisWindow[i] = (float) (hann / (LENGTH / 2));
      squaredWindow[i] = (float) (hann * hann);
    }
  }

  /// The waveform, 300 samples for each frame of the spectrum.
  ///
  /// @param seed of its noise: the same spectrum and seed give the same samples
  public float[] render(HibariSpectrum spectrum, long seed) {
    return render(spectrum, NoiseSource.seeded(VoiceFilter.CHUNK, seed));
  }

  float[] render(HibariSpectrum spectrum, NoiseSource noise) {
    int frames = spectrum.frames();
    if (frames == 0) {
      return new float[0];
    }
    int blocks = (frames + WIDEST - 1) / WIDEST;
    int width = (frames + blocks - 1) / blocks;
    int rounded = blocks * width;
    float[] excitation = excitation(spectrum.pitch(), frames, rounded);
    VoiceFilter filter = new VoiceFilter(spectrum, noise);
    VoiceFilter.Scratch scratch = new VoiceFilter.Scratch(width);
    float[][] real = BlockFourierTransform.rows(width);
    float[][] imaginary = BlockFourierTransform.rows(width);
    float[] overlapped = new float[(rounded + OVERLAP - 1) * HOP];
    for (int first = 0; first < frames; first += width) {
      analyse(excitation, first, real, imaginary);
      transform.forward(real, imaginary);
      for (int bin = 0; bin < BINS; bin++) {
        filter.apply(bin, first, real[bin], imaginary[bin], scratch);
      }
      transform.inverse(real, imaginary);
      overlap(real, imaginary, Math.min(width, frames - first), overlapped, first);
    }
    return normalised(overlapped, frames);
  }

  /// The pulse train with half a window of its mirror image at both ends.
  private static float[] excitation(FloatBuffer pitch, int frames, int rounded) {
    float[] curve = new float[frames];
    pitch.get(0, curve);
    int length = frames * HOP;
    float[] padded = new float[rounded * HOP + LENGTH];
    new PulseTrain(HOP, SAMPLE_RATE).render(curve, padded, MARGIN);
    int period = 2 * (length - 1);
    for (int i = 1; i <= MARGIN; i++) {
      int left = i % period;
      padded[MARGIN - i] = padded[MARGIN + Math.min(left, period - left)];
      int right = (length - 1 + i) % period;
      padded[MARGIN + length - 1 + i] = padded[MARGIN + Math.min(right, period - right)];
    }
    return padded;
  }

  private void analyse(float[] excitation, int first, float[][] real, float[][] imaginary) {
    for (int k = 0; k < LENGTH / 2; k++) {
      float[] even = real[k];
      float[] odd = imaginary[k];
      float evenWeight = analysisWindow[2 * k];
      float oddWeight = analysisWindow[2 * k + 1];
      int start = first * HOP + 2 * k;
      for (int t = 0; t < even.length; t++) {
        even[t] = evenWeight * excitation[start + t * HOP];
        odd[t] = oddWeight * excitation[start + t * HOP + 1];
      }
    }
  }

  private void overlap(float[][] real, float[][] imaginary, int frames, float[] target, int first) {
    for (int k = 0; k < LENGTH / 2; k++) {
      float[] even = real[k];
      float[] odd = imaginary[k];
      float evenWeight = synthesisWindow[2 * k];
      float oddWeight = synthesisWindow[2 * k + 1];
      int start = first * HOP + 2 * k;
      for (int t = 0; t < frames; t++) {
        target[start + t * HOP] += evenWeight * even[t];
        target[start + t * HOP + 1] += oddWeight * odd[t];
      }
    }
  }

  /// Cuts half a window at the front and divides by the windows that overlap at each sample.
  private float[] normalised(float[] overlapped, int frames) {
    float[] weights = new float[HOP];
    float[] waveform = new float[frames * HOP];
    int weighted = -1;
    for (int hop = OVERLAP / 2; hop < frames + OVERLAP / 2; hop++) {
      int oldest = Math.max(hop - OVERLAP + 1, 0);
      int newest = Math.min(hop, frames - 1);
      int overlap = (hop - oldest) * OVERLAP + (hop - newest);
      if (overlap != weighted) {
        weigh(hop - newest, hop - oldest, weights);
        weighted = overlap;
      }
      int from = hop * HOP;
      for (int i = 0; i < HOP; i++) {
        waveform[from - MARGIN + i] = overlapped[from + i] * weights[i];
      }
    }
    return waveform;
  }

  /// The reciprocal of the windows' sum for a hop that lies `nearest` to `farthest` hops behind the
  /// starts of the frames that reach it.
  private void weigh(int nearest, int farthest, float[] weights) {
    Arrays.fill(weights, 0);
    for (int distance = nearest; distance <= farthest; distance++) {
      for (int i = 0; i < HOP; i++) {
        weights[i] += squaredWindow[distance * HOP + i];
      }
    }
    for (int i = 0; i < HOP; i++) {
      weights[i] = 1 / Math.max(weights[i], 1e-11f);
    }
  }
}
