package dev.parley.client.cli.talk;

import dev.parley.audio.PcmFrame;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Plays replies on a thread of its own and reports how far they were heard. Thread-safe.
///
/// The server sends audio about half a second ahead of its being heard, which bounds what waits
/// here. What was played goes to the recording; what was dropped does not.
final class ReplyPlayer implements AutoCloseable {
  private static final int FRAMES_A_SECOND = 50;
  private static final Duration REPORT_INTERVAL = Duration.ofMillis(200);

  /// Told how much of a reply was heard.
  @FunctionalInterface
  interface Report {
    void heard(String replyId, Duration played, boolean finished);
  }

  /// @param audio up to 20 ms; absent in a mark of the end
  private record Piece(String replyId, @Nullable PcmFrame audio) {}

  private final ReplyOutput output;
  private final Consumer<PcmFrame> recording;
  private final Report report;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Piece> waiting = new ArrayDeque<>();
  private final Set<String> open = new HashSet<>();
  private final Thread thread;

  private boolean held;
  private boolean closed;
  private Piece playing = new Piece("", null);
  private Duration played = Duration.ZERO;
  private Duration reported = Duration.ZERO;

  /// @param recording gets what was played, in order
  ReplyPlayer(ReplyOutput output, Consumer<PcmFrame> recording, Report report) {
    this.output = output;
    this.recording = recording;
    this.report = report;
    this.thread = Thread.ofVirtual().name("playback").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Queues audio of a reply.
  ///
  /// @param last whether the reply ends with it
  void add(String replyId, PcmFrame audio, boolean last) {
    lock.lock();
    try {
      open.add(replyId);
      int size = audio.format().sampleRate() / FRAMES_A_SECOND;
      for (int start = 0; start < audio.length(); start += size) {
        waiting.addLast(
            new Piece(replyId, audio.slice(start, Math.min(start + size, audio.length()))));
      }
      if (last) {
        waiting.addLast(new Piece(replyId, null));
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Holds the playback, or lets it go on.
  void hold(boolean hold) {
    lock.lock();
    try {
      held = hold;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Throws away what has not been heard of a reply.
  void drop(String replyId) {
    lock.lock();
    try {
      waiting.removeIf(piece -> piece.replyId().equals(replyId));
      open.remove(replyId);
      held = false;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    output.drop();
  }

  /// No audio will come any more: replies that lack their end have it now.
  void endOfReplies() {
    lock.lock();
    try {
      for (String replyId : Set.copyOf(open)) {
        waiting.addLast(new Piece(replyId, null));
      }
      held = false;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Whether everything that came has been heard.
  boolean isQuiet() {
    lock.lock();
    try {
      return open.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /// Waits for [#isQuiet].
  void awaitQuiet() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!open.isEmpty() && !closed) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    thread.interrupt();
    output.close();
  }

  private void run() {
    try {
      while (true) {
        Piece piece = next();
        if (piece == null) {
          return;
        }
        play(piece);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable Piece next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed && (held || waiting.isEmpty())) {
        changed.await();
      }
      return closed ? null : waiting.removeFirst();
    } finally {
      lock.unlock();
    }
  }

  private void play(Piece piece) throws InterruptedException {
    if (!piece.replyId().equals(playing.replyId())) {
      played = Duration.ZERO;
      reported = Duration.ZERO;
    }
    playing = piece;
    PcmFrame audio = piece.audio();
    if (audio == null) {
      output.drain();
      report.heard(piece.replyId(), played, true);
      finish(piece.replyId());
      return;
    }
    output.play(audio);
    recording.accept(audio);
    played = played.plus(audio.format().duration(audio.length()));
    if (played.minus(reported).compareTo(REPORT_INTERVAL) >= 0) {
      reported = played;
      report.heard(piece.replyId(), played, false);
    }
  }

  private void finish(String replyId) {
    lock.lock();
    try {
      open.remove(replyId);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
