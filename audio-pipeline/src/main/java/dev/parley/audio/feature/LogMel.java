package dev.parley.audio.feature;

import java.util.Arrays;
import java.util.Objects;

/// Whisper's log-mel features of one growing stream of 16 kHz audio.
///
/// A frame looks at 400 samples (Hann window) around every 160th sample; its values are the decimal
/// logarithms of the energy in each mel band. Frames are computed once, as soon as their samples
/// are there; the normalisation, which depends on the loudest value of a window, is done when a
/// window is taken. Old frames are dropped by [#discard], so the memory of a stream is that of its
/// open window.
///
/// Before the first sample the stream is continued by reflection, as OpenAI's code does; behind the
/// last one comes silence, because that is what the window is padded with. Frame numbers and sample
/// numbers count from the beginning of the stream; frame n is centred on sample 160·n.
///
/// Not thread-safe.
public final class LogMel {
  /// Samples from one frame to the next.
  public static final int HOP = 160;

  private static final int REACH = MelSpectrum.SAMPLES / 2;
  private static final float FLOOR = 1e-10f;
  private static final float SILENCE = -10;
  private static final float RANGE = 8;

  /// The energy of a band in speech at about -76 dB of full scale.
  private static final float INAUDIBLE = -5;

  private final MelSpectrum spectrum;

  /// The samples of a frame at an edge of the stream.
  private final float[] edge = new float[MelSpectrum.SAMPLES];

  /// Samples that a frame still needs, from stream sample `tailStart` on.
  private float[] tail = new float[0];

  private int tailLength;
  private long tailStart;

  /// Values of the frames from `firstFrame` on, frame after frame.
  private float[] stored;

  private long firstFrame;
  private int storedFrames;

  /// @param melBins 80, or 128 for large-v3
  public LogMel(int melBins) {
    spectrum = new MelSpectrum(melBins);
    stored = new float[melBins * 128];
  }

  /// The weights with which the energies of a frame, at 201 frequencies from 0 to 8 kHz in steps of
  /// 40 Hz, are added up in each mel band. For formats that carry them along.
  ///
  /// @param melBins 80, or 128 for large-v3
  /// @return a row for each band, lowest first, in arrays of the caller's own
  public static float[][] weights(int melBins) {
    return new MelSpectrum(melBins).weights();
  }

  /// The number of samples appended so far.
  public long samples() {
    return tailStart + tailLength;
  }

  /// The first frame that has not been discarded.
  public long firstFrame() {
    return firstFrame;
  }

  /// Takes the next samples.
  public void append(float[] samples, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, samples.length);
    if (tail.length < tailLength + length) {
      tail = Arrays.copyOf(tail, Math.max(2 * tail.length, tailLength + length));
    }
    System.arraycopy(samples, offset, tail, tailLength, length);
    tailLength += length;
    while ((firstFrame + storedFrames) * HOP + REACH <= samples()) {
      compute(firstFrame + storedFrames, storedFrames);
      storedFrames++;
    }
    dropSamples();
  }

  /// Drops all frames before `frame`; windows can then start there at the earliest.
  public void discard(long frame) {
    int count = (int) Math.min(Math.max(0, frame - firstFrame), storedFrames);
    System.arraycopy(
        stored, count * spectrum.bands(), stored, 0, (storedFrames - count) * spectrum.bands());
    storedFrames -= count;
    firstFrame += count;
  }

  /// Takes the audio from frame `start` up to sample `end`, and silence behind it, normalised.
  ///
  /// @param start not discarded
  /// @param end at most [#samples]
  /// @param frames length of the window, even; audio that does not fit is left out
  public FeatureWindow window(long start, long end, int frames) {
    if (start < firstFrame || end > samples() || frames % 2 != 0) {
      throw new IllegalArgumentException(
          "No window of %d frames from frame %d to sample %d.".formatted(frames, start, end));
    }
    int bins = spectrum.bands();
    int content = Math.clamp((end - start * HOP + HOP - 1) / HOP, 0, frames);
    // The audio's last frames look beyond it; one more may still see some of it.
    int audible = Math.clamp((end + REACH - 1) / HOP + 1 - start, 0, frames);
    computeEdge(start + audible);
    int offset = (int) (start - firstFrame) * bins;
    float loudest = SILENCE;
    for (int i = 0; i < audible * bins; i++) {
      loudest = Math.max(loudest, stored[offset + i]);
    }
    float lowest = loudest - RANGE;
    float[] values = new float[bins * frames];
    for (int i = 0; i < audible * bins; i++) {
      values[i] = (Math.max(stored[offset + i], lowest) + 4) / 4;
    }
    Arrays.fill(values, audible * bins, values.length, (Math.max(SILENCE, lowest) + 4) / 4);
    return new FeatureWindow(values, frames, content, loudest < INAUDIBLE);
  }

  /// Computes the frames before `endFrame` whose samples have not all arrived, as if silence
  /// followed; they are computed again later, because they are not counted as stored.
  private void computeEdge(long endFrame) {
    for (long frame = firstFrame + storedFrames; frame < endFrame; frame++) {
      compute(frame, (int) (frame - firstFrame));
    }
  }

  private void compute(long frame, int index) {
    long first = frame * HOP - REACH;
    if (first >= tailStart && first + MelSpectrum.SAMPLES <= samples()) {
      spectrum.analyze(tail, (int) (first - tailStart));
    } else {
      for (int i = 0; i < edge.length; i++) {
        edge[i] = sample(Math.abs(first + i));
      }
      spectrum.analyze(edge, 0);
    }
    int bins = spectrum.bands();
    if (stored.length < (index + 1) * bins) {
      stored = Arrays.copyOf(stored, 2 * stored.length);
    }
    for (int bin = 0; bin < bins; bin++) {
      stored[index * bins + bin] = (float) Math.log10(Math.max(FLOOR, spectrum.energy(bin)));
    }
  }

  private float sample(long position) {
    long index = position - tailStart;
    return index < tailLength ? tail[(int) index] : 0;
  }

  private void dropSamples() {
    long needed = Math.max(0, (firstFrame + storedFrames) * HOP - REACH);
    int count = Math.clamp(needed - tailStart, 0, tailLength);
    System.arraycopy(tail, count, tail, 0, tailLength - count);
    tailLength -= count;
    tailStart += count;
  }
}
