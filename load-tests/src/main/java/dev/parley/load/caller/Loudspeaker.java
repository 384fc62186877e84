package dev.parley.load.caller;

import dev.parley.load.caller.Sounding.Stop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is heard of the replies: a loudspeaker that plays what it was given, one sample after the
/// other, and is quiet while it has nothing or is paused.
///
/// Time is a position in samples of 16 kHz on the time line of the call; it goes on only by
/// [#advance]. Not thread-safe.
final class Loudspeaker {
  private static final class Piece {
    private final String replyId;
    private final float[] samples;
    private long offset;
    private int played;

    Piece(String replyId, long offset, float[] samples) {
      this.replyId = replyId;
      this.offset = offset;
      this.samples = samples;
    }
  }

  private final Deque<Piece> waiting = new ArrayDeque<>();
  private final SampleBuffer air = new SampleBuffer();
  private final List<Sounding> soundings = new ArrayList<>();

  /// The stretch that may go on.
  private @Nullable Sounding open;

  private boolean paused;

  /// Takes audio to be played behind what it has.
  ///
  /// @param offset of the samples within the reply's audio
  void add(String replyId, long offset, float... samples) {
    if (samples.length > 0) {
      waiting.addLast(new Piece(replyId, offset, samples));
    }
  }

  /// Plays up to a position.
  void advance(long position) {
    while (air.length() < position) {
      int left = Math.toIntExact(position - air.length());
      Piece piece = waiting.peekFirst();
      if (paused || piece == null) {
        close(Stop.DRAINED);
        air.addSilence(left);
      } else {
        play(piece, left);
      }
    }
  }

  void pause() {
    close(Stop.PAUSED);
    paused = true;
  }

  void resume() {
    paused = false;
  }

  /// Throws away what has not been played of a reply.
  void drop(String replyId) {
    boolean sounds = open != null && open.replyId().equals(replyId) && open.end() == air.length();
    close(sounds && has(replyId) ? Stop.DROPPED : Stop.DRAINED);
    waiting.removeIf(piece -> piece.replyId.equals(replyId));
  }

  /// Whether audio of a reply waits to be played.
  boolean has(String replyId) {
    return waiting.stream().anyMatch(piece -> piece.replyId.equals(replyId));
  }

  /// Where the audio that it has of a reply ends within the reply, in samples.
  long end(String replyId) {
    long end = heard(replyId);
    for (Piece piece : waiting) {
      if (piece.replyId.equals(replyId)) {
        end = piece.offset + piece.samples.length - piece.played;
      }
    }
    return end;
  }

  /// How much of a reply's audio has sounded, in samples.
  long heard(String replyId) {
    if (open != null && open.replyId().equals(replyId)) {
      return open.heard();
    }
    return soundings.stream()
        .filter(one -> one.replyId().equals(replyId))
        .mapToLong(Sounding::heard)
        .max()
        .orElse(0);
  }

  /// The stretches so far, in order; the last may go on.
  List<Sounding> soundings() {
    List<Sounding> all = new ArrayList<>(soundings);
    if (open != null) {
      all.add(open);
    }
    return List.copyOf(all);
  }

  /// What has sounded.
  SampleBuffer air() {
    return air;
  }

  private void play(Piece piece, int most) {
    int count = Math.min(most, piece.samples.length - piece.played);
    long start = air.length();
    Sounding before = open;
    if (before != null
        && before.end() == start
        && before.replyId().equals(piece.replyId)
        && before.heard() == piece.offset) {
      open =
          new Sounding(piece.replyId, before.start(), start + count, before.offset(), Stop.DRAINED);
    } else {
      close(Stop.DRAINED);
      open = new Sounding(piece.replyId, start, start + count, piece.offset, Stop.DRAINED);
    }
    air.add(piece.samples, piece.played, count);
    piece.played += count;
    piece.offset += count;
    if (piece.played == piece.samples.length) {
      waiting.removeFirst();
    }
  }

  private void close(Stop stop) {
    if (open != null) {
      boolean sounding = open.end() == air.length();
      soundings.add(
          new Sounding(
              open.replyId(),
              open.start(),
              open.end(),
              open.offset(),
              sounding ? stop : Stop.DRAINED));
      open = null;
    }
  }
}
