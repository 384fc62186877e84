package dev.parley.audio.dsp;

import java.util.Arrays;
import java.util.Objects;

/// Band-limited conversion of one stream from one sample rate to another.
///
/// Output sample `n` is the band-limited signal at input time `n · from / to`, counted from the
/// position given to the constructor's stream start, so time is neither shifted nor stretched:
/// `N` input samples give exactly `⌈N · to / from⌉` output samples once [#drain] has run. How the
/// input is cut into pieces does not change a bit of the output.
///
/// Filter: a windowed sinc (Kaiser window, about 90 dB) with 64 zero crossings on either side at
/// the lower of the two rates, flat to 0.91 of that rate's half and silent above it. Evaluated at
/// exact phases; ratios with very many phases interpolate between 1,024 of them. Delay: 64 samples
/// of the lower rate, 4 ms at 16 kHz. See `docs/adr/0003-resampling.md`.
///
/// Not thread-safe; one per stream.
public final class RateConverter {
  private final SincKernel kernel;
  private final long from;
  private final long to;
  private float[] history;

  /// The input index of `history[0]`, and the input index behind the last sample.
  private long historyStart;

  private long inputEnd;
  private long nextOutput;

  /// A stream that starts at input sample 0.
  public RateConverter(int from, int to) {
    this(from, to, 0);
  }

  /// A stream whose first sample stands at position `start` of the input; its first output is the
  /// first that does not lie before it.
  public RateConverter(int from, int to, long start) {
    if (from < 1 || to < 1) {
      throw new IllegalArgumentException(
          "A rate of %d Hz cannot be converted to %d Hz.".formatted(from, to));
    }
    int divisor = greatestCommonDivisor(from, to);
    this.from = from / divisor;
    this.to = to / divisor;
    this.kernel = new SincKernel(from / divisor, to / divisor);
    this.history = new float[4 * kernel.halfWidth()];
    restart(start);
  }

  /// Forgets everything and starts again at position `start` of the input.
  public void restart(long start) {
    // Silence before the start, so that the first outputs have a full window.
    Arrays.fill(history, 0);
    historyStart = start - kernel.halfWidth();
    inputEnd = start;
    nextOutput = Math.ceilDiv(start * to, from);
  }

  /// The position of the next output sample.
  public long position() {
    return nextOutput;
  }

  /// Takes samples and returns those outputs that they complete.
  public float[] convert(float[] samples, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, samples.length);
    if (from == to) {
      nextOutput += length;
      return Arrays.copyOfRange(samples, offset, offset + length);
    }
    append(samples, offset, length);
    return produce(outputsBefore(inputEnd - kernel.halfWidth()));
  }

  /// The outputs up to the end of the input, computed as if silence followed. The stream goes on:
  /// later input continues it with its true history.
  public float[] drain() {
    if (from == to) {
      return new float[0];
    }
    long end = inputEnd;
    append(new float[kernel.halfWidth() + 1], 0, kernel.halfWidth() + 1);
    float[] tail = produce(outputsBefore(end));
    inputEnd = end;
    return tail;
  }

  /// The number of outputs at times before input position `input`.
  private long outputsBefore(long input) {
    return Math.max(nextOutput, Math.ceilDiv(input * to, from));
  }

  private float[] produce(long end) {
    float[] output = new float[Math.toIntExact(end - nextOutput)];
    for (int i = 0; i < output.length; i++, nextOutput++) {
      long scaled = nextOutput * from;
      long centre = Math.floorDiv(scaled, to);
      int phase = (int) Math.floorMod(scaled, to);
      int first = (int) (centre - kernel.halfWidth() + 1 - historyStart);
      output[i] = kernel.apply(phase, history, first);
    }
    return output;
  }

  private void append(float[] samples, int offset, int length) {
    int held = (int) (inputEnd - historyStart);
    long needed = Math.floorDiv(nextOutput * from, to) - kernel.halfWidth() + 1;
    int unused = Math.clamp(needed - historyStart, 0, held);
    if (held + length > history.length) {
      int kept = held - unused;
      float[] target = kept + length <= history.length ? history : new float[2 * (kept + length)];
      System.arraycopy(history, unused, target, 0, kept);
      history = target;
      historyStart += unused;
      held = kept;
    }
    System.arraycopy(samples, offset, history, held, length);
    inputEnd += length;
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
