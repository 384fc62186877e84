package dev.parley.asr.stream;

import dev.parley.audio.vad.SpeechProbabilities;
import dev.parley.audio.vad.VoiceActivityDetector;
import org.jspecify.annotations.Nullable;

/// Cuts a recording into windows of speech. A long pause is always taken, a short one only once the
/// window is long: more context makes the words of a window better, but it pays for the square of
/// its length. What lies between windows is silence. Speech without a pause is cut where it is
/// weakest.
final class RecordingCutter {
  private static final int FRAME = VoiceActivityDetector.FRAME_LENGTH;
  private static final long SECOND = 16_000;

  /// A frame below it is no speech; half of what the start of speech takes, because words fade out.
  private static final float VOICE = 0.25f;

  /// Kept on either side of speech.
  private static final long PADDING = 2 * SECOND / 5;

  /// Without a pause, a window is cut between these lengths.
  private static final long FORCED_FROM = 12 * SECOND;

  private static final long LONGEST = 27 * SECOND;

  /// A pause that ends a window.
  ///
  /// @param length of the window from which on the pause is taken
  /// @param pause its least length
  private record Rule(long length, long pause) {}

  private static final Rule[] RULES = {
    new Rule(2 * SECOND, 2 * SECOND),
    new Rule(14 * SECOND, 4 * SECOND / 5),
    new Rule(18 * SECOND, SECOND / 2),
    new Rule(22 * SECOND, SECOND / 4)
  };

  /// A piece of a recording, in samples.
  ///
  /// @param start of the window
  /// @param end of the window; `start`, if nobody speaks
  /// @param next where to go on
  record Cut(long start, long end, long next) {
    boolean isEmpty() {
      return start == end;
    }
  }

  private RecordingCutter() {}

  /// The next window.
  ///
  /// @param from where the recording is to be cut from
  /// @param ended whether the recording ends where the probabilities end
  /// @return null if it depends on what follows
  static @Nullable Cut next(SpeechProbabilities voice, long from, boolean ended) {
    int frame = (int) Math.ceilDiv(from, FRAME);
    while (frame < voice.frames() && voice.at(frame) < VOICE) {
      frame++;
    }
    long heard = Math.min((long) voice.frames() * FRAME, voice.samples());
    if (frame == voice.frames()) {
      long next = ended ? voice.samples() : Math.max(from, heard - PADDING);
      return ended || next > from ? new Cut(from, from, next) : null;
    }
    long start = Math.max(from, (long) frame * FRAME - PADDING);
    int pause = frame;
    int end = frame;
    while (frame < voice.frames() && (long) frame * FRAME < start + LONGEST) {
      if (voice.at(frame) >= VOICE) {
        end = frame + 1;
      } else if (end == frame) {
        pause = frame;
      }
      frame++;
      if (end < frame && isPause((long) pause * FRAME - start, (long) (frame - pause) * FRAME)) {
        return afterSpeech(start, (long) pause * FRAME, (long) frame * FRAME);
      }
    }
    if ((long) frame * FRAME >= start + LONGEST) {
      long cut = weakest(voice, start + FORCED_FROM, start + LONGEST);
      return new Cut(start, cut, cut);
    }
    return ended
        ? new Cut(start, Math.min((long) end * FRAME + PADDING, voice.samples()), voice.samples())
        : null;
  }

  private static boolean isPause(long length, long pause) {
    for (Rule rule : RULES) {
      if (length >= rule.length && pause >= rule.pause) {
        return true;
      }
    }
    return false;
  }

  /// @param heard where the pause has lasted enough; it may go on
  private static Cut afterSpeech(long start, long pause, long heard) {
    long middle = (pause + heard) / 2;
    long end = Math.min(pause + PADDING, middle);
    return new Cut(start, end, end);
  }

  /// The middle of the frame with the least voice; of equals, the last.
  private static long weakest(SpeechProbabilities voice, long from, long to) {
    long best = to;
    float lowest = Float.POSITIVE_INFINITY;
    for (long frame = from / FRAME; (frame + 1) * FRAME <= to; frame++) {
      if (voice.at((int) frame) <= lowest) {
        lowest = voice.at((int) frame);
        best = frame * FRAME + FRAME / 2;
      }
    }
    return best;
  }
}
