package dev.parley.tts.hibari;

/// Real Fourier transforms of 1,200 samples, on a block of frames at once.
///
/// Data stand in rows: `real[k][t]` belongs to bin (or sample pair) `k` of frame `t`. Immutable and
/// thread-safe; the rows belong to the caller and are worked on in place.
final class BlockFourierTransform {
  // A real transform of 1,200 is a complex one of 600 = 5·5·4·3·2 over pairs of samples, done by
  // decimation in frequency. Every butterfly runs over all frames of the block, and each of its
  // operands is an array of its own with the same index: that is the form which the JIT compiler
  // turns into vector instructions. Bringing the result into natural order only swaps references
  // to rows.

  /// Samples of a frame.
  static final int LENGTH = 1_200;

  /// Bins of a frame's spectrum, from 0 Hz to half the sample rate.
  static final int BINS = LENGTH / 2 + 1;

  private static final int HALF = LENGTH / 2;
  private static final int[] FACTORS = {5, 5, 4, 3, 2};

  private static final float SIN_60 = (float) Math.sin(Math.PI / 3);
  private static final float COS_72 = (float) Math.cos(2 * Math.PI / 5);
  private static final float SIN_72 = (float) Math.sin(2 * Math.PI / 5);
  private static final float COS_144 = (float) Math.cos(4 * Math.PI / 5);
  private static final float SIN_144 = (float) Math.sin(4 * Math.PI / 5);

  private final float[] cosines = new float[LENGTH];
  private final float[] sines = new float[LENGTH];
  private final int[] rowOfBin = new int[HALF];

  BlockFourierTransform() {
    for (int i = 0; i < LENGTH; i++) {
      cosines[i] = (float) Math.cos(2 * Math.PI * i / LENGTH);
      sines[i] = (float) Math.sin(2 * Math.PI * i / LENGTH);
    }
    for (int row = 0; row < HALF; row++) {
      rowOfBin[binOfRow(row)] = row;
    }
  }

  /// Rows for a block of so many frames, one for each bin.
  static float[][] rows(int frames) {
    return new float[BINS][frames];
  }

  /// Samples → spectrum. On entry row `k` holds sample `2k` in `real` and `2k + 1` in `imaginary`,
  /// for `k` below 600; on return row `k` holds bin `k`.
  void forward(float[][] real, float[][] imaginary) {
    transform(real, imaginary);
    for (int i = 0; i < real[0].length; i++) {
      float even = real[0][i];
      float odd = imaginary[0][i];
      real[0][i] = even + odd;
      imaginary[0][i] = 0;
      real[HALF][i] = even - odd;
      imaginary[HALF][i] = 0;
    }
    for (int k = 1; k <= HALF / 2; k++) {
      // X[k] = (Z[k] + Z*[-k])/2 - i/2·w^k·(Z[k] - Z*[-k]), w^k = cos - i·sin.
      recombine(
          real[k],
          imaginary[k],
          real[HALF - k],
          imaginary[HALF - k],
          -0.5f * sines[k],
          -0.5f * cosines[k]);
    }
  }

  /// Spectrum → samples, 600 times too large. Takes the form that [#forward] returns, and returns
  /// the form that it takes; the imaginary parts of the first and the last bin are ignored.
  void inverse(float[][] real, float[][] imaginary) {
    for (int i = 0; i < real[0].length; i++) {
      float first = real[0][i];
      float last = real[HALF][i];
      real[0][i] = 0.5f * (first + last);
      imaginary[0][i] = 0.5f * (first - last);
    }
    for (int k = 1; k <= HALF / 2; k++) {
      // Z[k] = (X[k] + X*[-k])/2 + i/2·w^-k·(X[k] - X*[-k]).
      recombine(
          real[k],
          imaginary[k],
          real[HALF - k],
          imaginary[HALF - k],
          -0.5f * sines[k],
          0.5f * cosines[k]);
    }
    // Exchanging the parts of a complex number turns the direction of the transform.
    transform(imaginary, real);
  }

  /// a, b → (a + b*)/2 + u·(a - b*) and its mirror image, with u = ur + i·ui.
  private static void recombine(
      float[] ar, float[] ai, float[] br, float[] bi, float ur, float ui) {
    for (int i = 0; i < ar.length; i++) {
      float sumReal = 0.5f * (ar[i] + br[i]);
      float sumImaginary = 0.5f * (ai[i] - bi[i]);
      float differenceReal = ar[i] - br[i];
      float differenceImaginary = ai[i] + bi[i];
      float turnedReal = ur * differenceReal - ui * differenceImaginary;
      float turnedImaginary = ur * differenceImaginary + ui * differenceReal;
      ar[i] = sumReal + turnedReal;
      ai[i] = sumImaginary + turnedImaginary;
      br[i] = sumReal - turnedReal;
      bi[i] = turnedImaginary - sumImaginary;
    }
  }

  /// The complex transform of the first 600 rows.
  private void transform(float[][] real, float[][] imaginary) {
    int size = HALF;
    for (int factor : FACTORS) {
      int part = size / factor;
      for (int start = 0; start < HALF; start += size) {
        for (int j = 0; j < part; j++) {
          butterfly(factor, real, imaginary, start + j, part, j * (LENGTH / size));
        }
      }
      size = part;
    }
    float[][] reals = real.clone();
    float[][] imaginaries = imaginary.clone();
    for (int bin = 0; bin < HALF; bin++) {
      real[bin] = reals[rowOfBin[bin]];
      imaginary[bin] = imaginaries[rowOfBin[bin]];
    }
  }

  private void butterfly(int factor, float[][] re, float[][] im, int row, int step, int angle) {
    float c1 = cosines[angle];
    float s1 = sines[angle];
    int b = row + step;
    if (factor == 2) {
      two(re[row], im[row], re[b], im[b], c1, s1);
      return;
    }
    float c2 = cosines[2 * angle];
    float s2 = sines[2 * angle];
    int c = b + step;
    if (factor == 3) {
      three(re[row], im[row], re[b], im[b], re[c], im[c], c1, s1, c2, s2);
      return;
    }
    int d = c + step;
    if (factor == 4) {
      four(re[row], im[row], re[b], im[b], re[c], im[c], re[d], im[d]);
      turn(re[b], im[b], c1, s1);
      turn(re[c], im[c], c2, s2);
      turn(re[d], im[d], cosines[3 * angle], sines[3 * angle]);
      return;
    }
    int e = d + step;
    five(re[row], im[row], re[b], im[b], re[c], im[c], re[d], im[d], re[e], im[e]);
    turn(re[b], im[b], c1, s1);
    turn(re[c], im[c], c2, s2);
    turn(re[d], im[d], cosines[3 * angle], sines[3 * angle]);
    turn(re[e], im[e], cosines[4 * angle], sines[4 * angle]);
  }

  /// Multiplies by c - i·s.
  private static void turn(float[] re, float[] im, float c, float s) {
    for (int i = 0; i < re.length; i++) {
      float r = re[i];
      float m = im[i];
      re[i] = c * r + s * m;
      im[i] = c * m - s * r;
    }
  }

  private static void two(float[] ar, float[] ai, float[] br, float[] bi, float c, float s) {
    for (int i = 0; i < ar.length; i++) {
      float r = ar[i] - br[i];
      float m = ai[i] - bi[i];
      ar[i] = ar[i] + br[i];
      ai[i] = ai[i] + bi[i];
      br[i] = c * r + s * m;
      bi[i] = c * m - s * r;
    }
  }

  private static void three(
      float[] ar,
      float[] ai,
      float[] br,
      float[] bi,
      float[] cr,
      float[] ci,
      float c1,
      float s1,
      float c2,
      float s2) {
    for (int i = 0; i < ar.length; i++) {
      float sumR = br[i] + cr[i];
      float sumI = bi[i] + ci[i];
      float turnedR = SIN_60 * (bi[i] - ci[i]);
      float turnedI = SIN_60 * (cr[i] - br[i]);
      float middleR = ar[i] - 0.5f * sumR;
      float middleI = ai[i] - 0.5f * sumI;
      ar[i] = ar[i] + sumR;
      ai[i] = ai[i] + sumI;
      float firstR = middleR + turnedR;
      float firstI = middleI + turnedI;
      float secondR = middleR - turnedR;
      float secondI = middleI - turnedI;
      br[i] = c1 * firstR + s1 * firstI;
      bi[i] = c1 * firstI - s1 * firstR;
      cr[i] = c2 * secondR + s2 * secondI;
      ci[i] = c2 * secondI - s2 * secondR;
    }
  }

  private static void four(
      float[] ar,
      float[] ai,
      float[] br,
      float[] bi,
      float[] cr,
      float[] ci,
      float[] dr,
      float[] di) {
    for (int i = 0; i < ar.length; i++) {
      float evenR = ar[i] + cr[i];
      float evenI = ai[i] + ci[i];
      float lowR = ar[i] - cr[i];
      float lowI = ai[i] - ci[i];
      float oddR = br[i] + dr[i];
      float oddI = bi[i] + di[i];
      float highR = bi[i] - di[i];
      float highI = dr[i] - br[i];
      ar[i] = evenR + oddR;
      ai[i] = evenI + oddI;
      br[i] = lowR + highR;
      bi[i] = lowI + highI;
      cr[i] = evenR - oddR;
      ci[i] = evenI - oddI;
      dr[i] = lowR - highR;
      di[i] = lowI - highI;
    }
  }

  private static void five(
      float[] ar,
      float[] ai,
      float[] br,
      float[] bi,
      float[] cr,
      float[] ci,
      float[] dr,
      float[] di,
      float[] er,
      float[] ei) {
    for (int i = 0; i < ar.length; i++) {
      float outerR = br[i] + er[i];
      float outerI = bi[i] + ei[i];
      float innerR = cr[i] + dr[i];
      float innerI = ci[i] + di[i];
      float outerDifferenceR = br[i] - er[i];
      float outerDifferenceI = bi[i] - ei[i];
      float innerDifferenceR = cr[i] - dr[i];
      float innerDifferenceI = ci[i] - di[i];
      float nearR = ar[i] + COS_72 * outerR + COS_144 * innerR;
      float nearI = ai[i] + COS_72 * outerI + COS_144 * innerI;
      float farR = ar[i] + COS_144 * outerR + COS_72 * innerR;
      float farI = ai[i] + COS_144 * outerI + COS_72 * innerI;
      float nearTurnR = SIN_72 * outerDifferenceI + SIN_144 * innerDifferenceI;
      float nearTurnI = SIN_72 * outerDifferenceR + SIN_144 * innerDifferenceR;
      float farTurnR = SIN_144 * outerDifferenceI - SIN_72 * innerDifferenceI;
      float farTurnI = SIN_144 * outerDifferenceR - SIN_72 * innerDifferenceR;
      ar[i] = ar[i] + outerR + innerR;
      ai[i] = ai[i] + outerI + innerI;
      br[i] = nearR + nearTurnR;
      bi[i] = nearI - nearTurnI;
      cr[i] = farR + farTurnR;
      ci[i] = farI - farTurnI;
      dr[i] = farR - farTurnR;
      di[i] = farI + farTurnI;
      er[i] = nearR - nearTurnR;
      ei[i] = nearI + nearTurnI;
    }
  }

  /// Which bin the passes leave in a row: mixed-radix digits in reverse.
  private static int binOfRow(int row) {
    int bin = 0;
    int weight = 1;
    int size = HALF;
    for (int factor : FACTORS) {
      size /= factor;
      bin += weight * (row / size % factor);
      weight *= factor;
    }
    return bin;
  }
}
