package dev.parley.load.voice;

import dev.parley.load.live.Schedule;
import dev.parley.tts.SynthesizedAudio;
import java.util.List;
import java.util.function.Consumer;

/// Hears a synthesis at the pace of speech: while a piece plays, it has the next one at hand and
/// takes no other.
final class PacedListener implements Consumer<SynthesizedAudio> {
  private final long start;
  private final Playback playback = new Playback();
  private long first = -1;
  private int segment;
  private int character;
  private long position;
  private int misplaced;

  /// @param start the moment from which the first audio is counted
  PacedListener(long start) {
    this.start = start;
  }

  @Override
  public void accept(SynthesizedAudio piece) {
    long now = System.nanoTime();
    long playing;
    synchronized (this) {
      if (first < 0) {
        first = now - start;
      }
      boolean next =
          piece.segment() == segment
              && piece.textStart() == character
              && piece.audio().position() == position;
      misplaced += next ? 0 : 1;
      segment = piece.segment() + 1;
      character = piece.textStart() + piece.text().length();
      position = piece.audio().end();
      playing =
          playback.take(now, piece.audio().format().duration(piece.audio().length()).toNanos());
    }
    try {
      Schedule.sleepUntil(playing);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Milliseconds from the start to the first audio; negative if there was none.
  synchronized double first() {
    return first / 1e6;
  }

  /// As [Playback#gaps].
  synchronized List<Double> gaps() {
    return playback.gaps();
  }

  /// Pieces that did not follow the one before.
  synchronized int misplaced() {
    return misplaced;
  }

  /// How many characters of the text have been spoken.
  synchronized int characters() {
    return character;
  }

  /// Samples of all audio.
  synchronized long samples() {
    return position;
  }
}
