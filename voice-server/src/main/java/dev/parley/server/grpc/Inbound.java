package dev.parley.server.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A request stream as a bounded queue that one thread takes from: the client is asked for another
/// message only when one was taken.
final class Inbound<T> implements StreamObserver<T> {
  /// Messages that may be on their way at once, so that a round trip does not cost a pause.
  private static final int WINDOW = 8;

  /// What a request stream has next.
  sealed interface Next<T> {
    record Message<T>(T value) implements Next<T> {}

    /// The client has finished.
    record End<T>() implements Next<T> {}

    /// Nothing came in time.
    record Nothing<T>() implements Next<T> {}
  }

  private final ServerCallStreamObserver<?> call;
  private final Runnable broken;
  private final BlockingQueue<Next<T>> queue = new LinkedBlockingQueue<>(WINDOW + 1);

  /// @param broken is run when the client breaks the stream off
  Inbound(ServerCallStreamObserver<?> call, Runnable broken) {
    this.call = call;
    this.broken = broken;
    call.disableAutoRequest();
    call.request(WINDOW);
  }

  /// The next message or the end.
  Next<T> take() throws InterruptedException {
    return taken(queue.take());
  }

  /// As [#take], but gives up after `patience`.
  Next<T> take(Duration patience) throws InterruptedException {
    Next<T> next = queue.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    return next == null ? new Next.Nothing<>() : taken(next);
  }

  private Next<T> taken(Next<T> next) {
    if (next instanceof Next.Message<T>) {
      call.request(1);
    }
    return next;
  }

  @Override
  public void onNext(T message) {
    queue.add(new Next.Message<>(message));
  }

  @Override
  public void onCompleted() {
    queue.add(new Next.End<>());
  }

  @Override
  public void onError(Throwable failure) {
    broken.run();
  }
}
