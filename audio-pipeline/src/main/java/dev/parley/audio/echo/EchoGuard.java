package dev.parley.audio.echo;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;

/// Recognises in a microphone's signal what has just been played: the normalised cross-correlation
/// of the newest quarter of a second with what was played at most [#LONGEST_DELAY] before.
///
/// An echo correlates at one delay that hardly changes. Before the delay is known all are tried,
/// and the correlation must be high, because two voices of the same pitch correlate somewhere.
/// The beginning of a voice does so often; a delay that it is found at is soon given up, and is
/// certain only when much of the window has proved it. Then one delay is looked at, and less is
/// enough. Somebody who speaks over the echo makes the correlation fall.
///
/// Works at a quarter of the rate: both signals lose the same. Not thread-safe. Positions are
/// samples of the microphone's stream.
public final class EchoGuard {
  private static final int DECIMATION = 4;

  /// 256 ms.
  private static final int WINDOW = 1_024;

  /// 1.2 s: what the client holds back, the way there and back, and the room.
  private static final int LONGEST_DELAY = 4_800;

  /// 100 ms: what was played may come sooner than it was believed to.
  private static final int SHORTEST_DELAY = -400;

  /// 250 ms: positions are known no better, and a gap would be heard by nobody but this class.
  private static final int JITTER = 1_000;

  /// 4 s of both signals: the longest delay, and what is sent ahead.
  private static final int RING = 1 << 14;

  // Correlations of an echo, by what is known of its delay.
  private static final double AT_ANY_DELAY = 0.7;
  private static final double AT_LIKELY_DELAY = 0.65;
  private static final double AT_CERTAIN_DELAY = 0.35;

  /// A delay is certain once so high a correlation was found over so much of the window.
  private static final double EVIDENCE = 0.8;

  private static final double SPREAD = 4;

  /// 6 dB: somebody who speaks is that much louder than an echo.
  private static final double LOUDER = 4;

  private static final double LEVEL_DECAY = 0.99;

  /// 2 ms.
  private static final int WANDER = 8;

  /// Energies whose product is less are silence.
  private static final double SILENT = 1e-9;

  private static final int NOT_KNOWN = Integer.MIN_VALUE;

  private final float[] heard = new float[RING];
  private final float[] played = new float[RING];
  private final float[] window = new float[WINDOW];
  private final float[] source = new float[WINDOW + LONGEST_DELAY - SHORTEST_DELAY + 2 * WANDER];

  /// Up to where the signals are known, in samples of a quarter of the rate.
  private long heardTo;

  private long playedTo;
  private int delay = NOT_KNOWN;

  /// Whether the delay is more than likely.
  private boolean certain;

  /// When the newest window that was an echo ended.
  private long lastEcho = Long.MIN_VALUE / 2;

  /// The energy of the loudest window that was one, of late.
  private double loudestEcho;

  /// Takes what is played.
  ///
  /// @param position of the microphone's stream at which the frame's first sample can sound at the
  ///     earliest, to within a quarter of a second; less than that from where the frame before
  ///     ended means that it follows
  public void played(PcmFrame frame, long position) {
    PcmFormat.SPEECH.requireSame(frame);
    long start = position / DECIMATION;
    if (Math.abs(start - playedTo) > JITTER) {
      forgetBetween(playedTo, Math.min(start, playedTo + RING));
      playedTo = start;
    }
    for (int i = 0; i + DECIMATION <= frame.length(); i += DECIMATION) {
      played[index(playedTo++)] = mean(frame, i);
    }
  }

  /// Takes the next frame of the microphone.
  public void heard(PcmFrame frame) {
    PcmFormat.SPEECH.requireSame(frame);
    heardTo = frame.position() / DECIMATION;
    for (int i = 0; i + DECIMATION <= frame.length(); i += DECIMATION) {
      heard[index(heardTo++)] = mean(frame, i);
    }
  }

  /// Whether what was heard last is nothing but an echo. Costs some milliseconds while the delay is
  /// not known.
  public boolean isEcho() {
    if (heardTo < WINDOW || playedTo < heardTo - WINDOW - LONGEST_DELAY) {
      delay = NOT_KNOWN;
      certain = false;
      return false;
    }
    lookBack();
    if (matches()) {
      if (certain) {
        lastEcho = heardTo;
        loudestEcho = Math.max(LEVEL_DECAY * loudestEcho, energy(window, 0, WINDOW));
      }
      return true;
    }
    // A gap in the playback spoils every window that has it in its middle.
    return heardTo - lastEcho < 2 * WINDOW && energy(window, 0, WINDOW) < LOUDER * loudestEcho;
  }

  private boolean matches() {
    if (delay != NOT_KNOWN) {
      Match near = best(delay - WANDER, delay + WANDER);
      if (near.correlation >= (certain ? AT_CERTAIN_DELAY : AT_LIKELY_DELAY)) {
        learn(near, certain || isEvidence(near));
        return true;
      }
    }
    Match any = best(SHORTEST_DELAY, LONGEST_DELAY);
    if (any.correlation >= AT_ANY_DELAY) {
      boolean same = certain && Math.abs(any.delay - delay) <= WANDER;
      learn(any, same || isEvidence(any));
      return true;
    }
    if (!certain) {
      delay = NOT_KNOWN;
    }
    return false;
  }

  private void learn(Match match, boolean isCertain) {
    delay = match.delay;
    certain = isCertain;
  }

  /// A short piece of any voice is like some piece of what was played; only much of it proves that
  /// it comes from there.
  private boolean isEvidence(Match match) {
    return match.correlation >= EVIDENCE && spread() >= SPREAD;
  }

  /// Over how many of the window's eighths its energy is spread, 1 to 8.
  private double spread() {
    double sum = 0;
    double squares = 0;
    for (int eighth = 0; eighth < WINDOW; eighth += WINDOW / 8) {
      double energy = energy(window, eighth, WINDOW / 8);
      sum += energy;
      squares += energy * energy;
    }
    return squares == 0 ? 0 : sum * sum / squares;
  }

  private record Match(int delay, double correlation) {}

  /// Lays out the newest window, and what was played up to the longest delay before.
  private void lookBack() {
    for (int i = 0; i < WINDOW; i++) {
      window[i] = heard[index(heardTo - WINDOW + i)];
    }
    long first = heardTo - WINDOW - LONGEST_DELAY - WANDER;
    for (int i = 0; i < source.length; i++) {
      long at = first + i;
      source[i] = at >= 0 && at < playedTo ? played[index(at)] : 0;
    }
  }

  /// The delay at which the window correlates best with what was played.
  private Match best(int from, int to) {
    double heardEnergy = energy(window, 0, WINDOW);
    int start = offset(to);
    double playedEnergy = energy(source, start, WINDOW);
    int bestDelay = to;
    double best = 0;
    for (int lag = to; lag >= from; lag--, start++) {
      double scale = heardEnergy * playedEnergy;
      if (scale > SILENT) {
        double product = product(start);
        double squared = product * product / scale;
        if (squared > best) {
          best = squared;
          bestDelay = lag;
        }
      }
      if (lag > from) {
        double out = source[start];
        double in = source[start + WINDOW];
        playedEnergy = Math.max(playedEnergy + in * in - out * out, 0);
      }
    }
    return new Match(bestDelay, Math.sqrt(best));
  }

  /// Where the stretch of the source begins that was played `lag` before the window.
  private static int offset(int lag) {
    return LONGEST_DELAY + WANDER - lag;
  }

  /// Four sums, because one would wait for itself at every step.
  private double product(int start) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    for (int i = 0; i < WINDOW; i += 4) {
      a += window[i] * source[start + i];
      b += window[i + 1] * source[start + i + 1];
      c += window[i + 2] * source[start + i + 2];
      d += window[i + 3] * source[start + i + 3];
    }
    return (double) a + b + c + d;
  }

  private static double energy(float[] signal, int start, int length) {
    double energy = 0;
    for (int i = start; i < start + length; i++) {
      energy += (double) signal[i] * signal[i];
    }
    return energy;
  }

  private void forgetBetween(long from, long to) {
    for (long at = from; at < to; at++) {
      played[index(at)] = 0;
    }
  }

  private static int index(long position) {
    return (int) (position & (RING - 1));
  }

  private static float mean(PcmFrame frame, int start) {
    float sum = 0;
    for (int i = 0; i < DECIMATION; i++) {
      sum += frame.sample(start + i);
    }
    return sum / DECIMATION;
  }
}
