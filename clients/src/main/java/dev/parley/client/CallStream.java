package dev.parley.client;

import java.time.Duration;

/// The sending side of a call, over one connection or several. Thread-safe.
interface CallStream<Q> {
  /// Sends once there is room.
  ///
  /// @return false if the call has ended or its input is closed, so that nothing was sent
  boolean send(Q request) throws InterruptedException;

  /// Sends without waiting for room; for messages that are small and few.
  boolean sendNow(Q request);

  /// Ends the call at once. Idempotent, never throws, never blocks.
  void cancel();

  /// The same as [#cancel], but may wait for a second until the server knows.
  default void close() {
    cancel();
  }

  boolean hasEnded();

  /// Waits until the listener has been told of the end.
  ///
  /// @throws CallFailedException if it was a failure
  void await() throws InterruptedException;

  /// As [#await()], but not longer than that.
  ///
  /// @return whether the call has ended
  boolean await(Duration timeout) throws InterruptedException;
}
