package dev.parley.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One call with a stream each way: puts the sending threads in order, holds them back while the
/// transport is full, and knows how the call ended.
///
/// Thread-safe.
final class StreamingCall<Q, R> implements CallStream<Q> {
  private final String server;
  private final CallListener<R> listener;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Runnable roomy;
  private final CallEnd end = new CallEnd();
  private final ClientCallStreamObserver<Q> requests;

  private boolean inputClosed;
  private boolean cancelled;
  private boolean ended;
  private volatile boolean answered;

  StreamingCall(
      Channel channel, MethodDescriptor<Q, R> method, String server, CallListener<R> listener) {
    this(channel, method, server, listener, () -> {});
  }

  /// @param roomy is run when [#isReady] may have become true; must not block
  StreamingCall(
      Channel channel,
      MethodDescriptor<Q, R> method,
      String server,
      CallListener<R> listener,
      Runnable roomy) {
    this.server = server;
    this.listener = listener;
    this.roomy = roomy;
    this.requests =
        (ClientCallStreamObserver<Q>)
            ClientCalls.asyncBidiStreamingCall(
                channel.newCall(method, CallOptions.DEFAULT), new Responses());
  }

  /// Whether the transport has room.
  boolean isReady() {
    return requests.isReady();
  }

  @Override
  public boolean send(Q request) throws InterruptedException {
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

  @Override
  public boolean sendNow(Q request) {
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

  @Override
  public void cancel() {
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

  @Override
  public boolean hasEnded() {
    lock.lock();
    try {
      return ended;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void await() throws InterruptedException {
    end.await();
  }

  @Override
  public boolean await(Duration timeout) throws InterruptedException {
    return end.await(timeout);
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
    roomy.run();
  }

  private void end(@Nullable Throwable cause) {
    CallFailedException why;
    lock.lock();
    try {
      ended = true;
      why = cause == null || cancelled ? null : CallFailures.of(cause, server, answered);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      listener.ended(why);
    } finally {
      end.report(why);
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
