package dev.parley.server.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// What waits for a session, in order of arrival. Bounded; who finds it full decides what that
/// means: a door ends the session, a reply's own threads wait. A closed mailbox drops what comes.
final class Mailbox {
  static final int CAPACITY = 1_024;

  private final BlockingQueue<SessionInput> queue = new ArrayBlockingQueue<>(CAPACITY);
  private volatile boolean closed;

  /// Puts a letter in if there is room.
  ///
  /// @return false if there is none
  boolean offer(SessionInput letter) {
    return closed || queue.offer(letter);
  }

  /// Puts a letter in, and waits for room.
  void put(SessionInput letter) throws InterruptedException {
    if (!closed) {
      queue.put(letter);
    }
  }

  /// The next letter; waits for one.
  SessionInput take() throws InterruptedException {
    return queue.take();
  }

  /// Makes `letter` the only one, whatever waited.
  void replaceAll(SessionInput letter) {
    queue.clear();
    queue.offer(letter);
  }

  /// Whether letters are dropped.
  boolean isClosed() {
    return closed;
  }

  /// Drops everything, now and later, and frees whoever waits for room.
  ///
  /// @return what had been waiting
  List<SessionInput> close() {
    closed = true;
    List<SessionInput> waiting = new ArrayList<>();
    queue.drainTo(waiting);
    return waiting;
  }
}
