package dev.parley.server.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A response stream that waits for a slow client. Thread-safe.
final class Outbound<T> {
  private final ServerCallStreamObserver<T> call;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /// Must be made while the call starts, because it sets its handlers.
  ///
  /// @param cancelled is run when the client is gone
  Outbound(ServerCallStreamObserver<T> call, Runnable cancelled) {
    this.call = call;
    call.setOnReadyHandler(this::wake);
    call.setOnCancelHandler(
        () -> {
          wake();
          cancelled.run();
        });
  }

  /// Sends a message as soon as the client can take it; drops it if the client is gone.
  void send(T message) throws InterruptedException {
    lock.lock();
    try {
      while (!call.isReady() && !call.isCancelled()) {
        changed.await();
      }
      if (!call.isCancelled()) {
        call.onNext(message);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Sends a message at once, however slow the client is. For the few that must not be lost and
  /// come from threads that must not wait.
  void sendNow(T message) {
    lock.lock();
    try {
      if (!call.isCancelled()) {
        call.onNext(message);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Sends a message if the client keeps up, and drops it otherwise.
  void offer(T message) {
    if (call.isReady()) {
      sendNow(message);
    }
  }

  void complete() {
    if (!call.isCancelled()) {
      call.onCompleted();
    }
  }

  void fail(RuntimeException failure) {
    if (!call.isCancelled()) {
      call.onError(Refusals.status(Refusals.reason(failure)));
    }
  }

  private void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
