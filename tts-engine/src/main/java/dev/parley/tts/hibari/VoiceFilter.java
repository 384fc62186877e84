package dev.parley.tts.hibari;

import java.nio.FloatBuffer;

/// What happens to the spectrum of the excitation, for all bins and frames of an utterance:
/// multiplied by a complex gain, then a complex addition. Laid out as the [HibariSpectrum] is.
final class VoiceFilter {
  /// The spectrum is worked on in pieces that stay in the first-level cache and are long enough for
  /// vector instructions.
  static final int CHUNK = 1_024;

  private final float[] level = new float[CHUNK];
  private final float[] phase = new float[CHUNK];
  private final float[] noise = new float[CHUNK];
  private final float[] real = new float[CHUNK];
  private final float[] imaginary = new float[CHUNK];

  private final int frames;
  private final float[] gainReal;
  private final float[] gainImaginary;
  private final float[] additionReal;
  private final float[] additionImaginary;

  VoiceFilter(HibariSpectrum spectrum, NoiseSource source) {
    frames = spectrum.frames();
    int size = frames * BlockFourierTransform.BINS;
    gainReal = new float[size];
    gainImaginary = new float[size];
    additionReal = new float[size];
    additionImaginary = new float[size];
    for (int start = 0; start < size; start += CHUNK) {
      int length = Math.min(CHUNK, size - start);
      gain(spectrum, start, length);
      addition(spectrum, source, start, length);
    }
  }

  /// Filters bin `bin` of the frames from `first` on.
  void apply(int bin, int first, float[] re, float[] im, Scratch scratch) {
    int from = bin * frames + first;
    int length = Math.min(re.length, frames - first);
    System.arraycopy(gainReal, from, scratch.gainReal, 0, length);
    System.arraycopy(gainImaginary, from, scratch.gainImaginary, 0, length);
    System.arraycopy(additionReal, from, scratch.additionReal, 0, length);
    System.arraycopy(additionImaginary, from, scratch.additionImaginary, 0, length);
    filter(re, im, scratch.gainReal, scratch.gainImaginary);
    add(re, scratch.additionReal);
    add(im, scratch.additionImaginary);
  }

  /// Working memory for [#apply], as wide as a block.
  static final class Scratch {
    private final float[] gainReal;
    private final float[] gainImaginary;
    private final float[] additionReal;
    private final float[] additionImaginary;

    Scratch(int width) {
      gainReal = new float[width];
      gainImaginary = new float[width];
      additionReal = new float[width];
      additionImaginary = new float[width];
    }
  }

  private void gain(HibariSpectrum spectrum, int start, int length) {
    read(spectrum.harmonicLevel(), start, level, length);
    read(spectrum.harmonicPhase(), start, phase, length);
    ArrayFunctions.exponential(level);
    ArrayFunctions.hyperbolicTangent(phase);
    halve(phase);
    rotate();
    System.arraycopy(real, 0, gainReal, start, length);
    System.arraycopy(imaginary, 0, gainImaginary, start, length);
  }

  private void addition(HibariSpectrum spectrum, NoiseSource source, int start, int length) {
    read(spectrum.freeLevel(), start, level, length);
    read(spectrum.freePhase(), start, phase, length);
    ArrayFunctions.exponential(level);
    ArrayFunctions.turns(phase);
    rotate();
    read(spectrum.noiseLevel(), start, level, length);
    ArrayFunctions.exponential(level);
    source.fill(noise);
    addScaled(real, noise, level);
    source.fill(noise);
    addScaled(imaginary, noise, level);
    System.arraycopy(real, 0, additionReal, start, length);
    System.arraycopy(imaginary, 0, additionImaginary, start, length);
  }

  private static void read(FloatBuffer source, int start, float[] target, int length) {
    source.get(start, target, 0, length);
  }

  private static void halve(float[] x) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= 0.5f;
    }
  }

  /// Level and phase in turns → real and imaginary part.
  private void rotate() {
    for (int i = 0; i < CHUNK; i++) {
      real[i] = level[i] * ArrayFunctions.cosine(phase[i]);
    }
    for (int i = 0; i < CHUNK; i++) {
      imaginary[i] = level[i] * ArrayFunctions.sine(phase[i]);
    }
  }

  private static void addScaled(float[] target, float[] values, float[] scale) {
    for (int i = 0; i < target.length; i++) {
      target[i] += values[i] * scale[i];
    }
  }

  private static void filter(float[] re, float[] im, float[] gainReal, float[] gainImaginary) {
    for (int i = 0; i < re.length; i++) {
      float r = re[i];
      float m = im[i];
      re[i] = gainReal[i] * r - gainImaginary[i] * m;
      im[i] = gainReal[i] * m + gainImaginary[i] * r;
    }
  }

  private static void add(float[] target, float[] values) {
    for (int i = 0; i < target.length; i++) {
      target[i] += values[i];
    }
  }
}
