package dev.parley.server.llm.gemini;

import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The body of an answer, read piece by piece with a limit on how long the server may be silent,
/// which the HTTP client itself does not have.
///
/// One piece is asked for at a time, so at most one waits here, and one end.
final class Body implements Flow.Subscriber<List<ByteBuffer>> {
  private sealed interface Arrival {
    record Piece(List<ByteBuffer> bytes) implements Arrival {}

    record Complete() implements Arrival {}

    record Broken(Throwable cause) implements Arrival {}
  }

  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>(3);
  private final AtomicReference<Flow.@Nullable Subscription> connection = new AtomicReference<>();
  private final Duration patience;

  /// @param patience how long the server may be silent
  Body(Duration patience) {
    this.patience = patience;
  }

  /// Waits for the next piece.
  ///
  /// @return null at the end of the body
  /// @throws HttpTimeoutException if none came in time
  /// @throws java.io.IOException if the connection broke
  @Nullable List<ByteBuffer> next() throws java.io.IOException, InterruptedException {
    Flow.Subscription subscription = connection.get();
    if (subscription != null) {
      subscription.request(1);
    }
    Arrival arrival = arrivals.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    return switch (arrival) {
      case null -> throw new HttpTimeoutException("The server is silent.");
      case Arrival.Piece piece -> piece.bytes();
      case Arrival.Complete _ -> null;
      case Arrival.Broken broken -> throw new java.io.IOException(broken.cause());
    };
  }

  /// Closes the connection, unless all has come. From any thread.
  void close() {
    Flow.Subscription subscription = connection.get();
    if (subscription != null) {
      subscription.cancel();
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    connection.set(subscription);
  }

  @Override
  public void onNext(List<ByteBuffer> bytes) {
    arrivals.add(new Arrival.Piece(bytes));
  }

  @Override
  public void onError(Throwable cause) {
    arrivals.add(new Arrival.Broken(cause));
  }

  @Override
  public void onComplete() {
    arrivals.add(new Arrival.Complete());
  }
}
