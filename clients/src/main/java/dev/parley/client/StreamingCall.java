package dev.parley.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One call with a stream each way: puts the sending threads in order, holds them back while the
/// transport is full, and knows how the call ended.
///
/// Thread-safe.
final class StreamingCall<Q, R> {
  private final String server;
  private final CallListener<R> listener;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ClientCallStreamObserver<Q> requests;

  private boolean inputClosed;
  private boolean cancelled;
  private boolean ended;
  private boolean reported;
  private volatile boolean answered;
  private @Nullable CallFailedException failure;

  StreamingCall(
      Channel channel, MethodDescriptor<Q, R> method, String server, CallListener<R> listener) {
    this.server = server;
    this.listener = listener;
    this.requests =
        (ClientCallStreamObserver<Q>)
            ClientCalls.asyncBidiStreamingCall(
                channel.newCall(method, CallOptions.DEFAULT), new Responses());
  }

  /// Sends once the transport has room.
  ///
  /// @return false if the call has ended or its input is closed, so that nothing was sent
  boolean send(Q request) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!ended && !inputClosed && !requests.isReady()) {
        changed.await();
      }
      return pass(request);
    } finally {
      lock.unlock();
    }
  }

  /// Sends without waiting for room; for messages that are small and few.
  boolean sendNow(Q request) {
    lock.lock();
    try {
      return pass(request);
    } finally {
      lock.unlock();
    }
  }

  void closeInput() {
    lock.lock();
    try {
      if (!ended && !inputClosed) {
        inputClosed = true;
        requests.onCompleted();
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  void cancel() {
    lock.lock();
    try {
      if (ended || cancelled) {
        return;
      }
      cancelled = true;
      inputClosed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    requests.cancel("The client cancelled the call.", null);
  }

  boolean hasEnded() {
    lock.lock();
    try {
      return ended;
    } finally {
      lock.unlock();
    }
  }

  void await() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!reported) {
        changed.await();
      }
      throwFailure();
    } finally {
      lock.unlock();
    }
  }

  boolean await(Duration timeout) throws InterruptedException {
    long left = timeout.toNanos();
    lock.lockInterruptibly();
    try {
      while (!reported) {
        if (left <= 0) {
          return false;
        }
        left = changed.awaitNanos(Math.min(left, TimeUnit.DAYS.toNanos(1)));
      }
      throwFailure();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void throwFailure() {
    if (failure != null) {
      throw failure;
    }
  }

  private boolean pass(Q request) {
    if (ended || inputClosed) {
      return false;
    }
    requests.onNext(request);
    return true;
  }

  private void signal() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void end(@Nullable Throwable cause) {
    CallFailedException why;
    lock.lock();
    try {
      ended = true;
      why = cause == null || cancelled ? null : CallFailures.of(cause, server, answered);
      failure = why;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      listener.ended(why);
    } finally {
      lock.lock();
      try {
        reported = true;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private final class Responses implements ClientResponseObserver<Q, R> {
    @Override
    public void beforeStart(ClientCallStreamObserver<Q> stream) {
      stream.setOnReadyHandler(StreamingCall.this::signal);
    }

    @Override
    public void onNext(R message) {
      answered = true;
      listener.message(message);
    }

    @Override
    public void onError(Throwable cause) {
      end(cause);
    }

    @Override
    public void onCompleted() {
      end(null);
    }
  }
}
