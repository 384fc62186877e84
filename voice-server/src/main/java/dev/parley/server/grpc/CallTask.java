package dev.parley.server.grpc;

import dev.parley.server.wire.ErrorReason;
import dev.parley.server.wire.RefusedException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.atomic.AtomicReference;

/// Runs one bidirectional call as plain blocking code on a virtual thread of its own, which is
/// interrupted when the client is gone.
final class CallTask {
  /// The code of a call. Its exceptions end the call with the status that [Refusals] knows.
  @FunctionalInterface
  interface Body<I, O> {
    void run(Inbound<I> inbound, Outbound<O> outbound) throws InterruptedException;
  }

  private CallTask() {}

  /// Starts the call.
  ///
  /// @return the observer of the requests
  static <I, O> StreamObserver<I> start(String name, StreamObserver<O> responses, Body<I, O> body) {
    ServerCallStreamObserver<O> call = (ServerCallStreamObserver<O>) responses;
    AtomicReference<Thread> thread = new AtomicReference<>();
    Runnable interrupt =
        () -> {
          Thread running = thread.get();
          if (running != null) {
            running.interrupt();
          }
        };
    Outbound<O> outbound = new Outbound<>(call, interrupt);
    Inbound<I> inbound = new Inbound<>(call, interrupt);
    thread.set(Thread.ofVirtual().name(name).unstarted(() -> run(inbound, outbound, body)));
    thread.get().start();
    return inbound;
  }

  private static <I, O> void run(Inbound<I> inbound, Outbound<O> outbound, Body<I, O> body) {
    try {
      body.run(inbound, outbound);
      outbound.complete();
    } catch (InterruptedException e) {
      outbound.fail(
          new RefusedException(
              ErrorReason.SHUTTING_DOWN, "", "The call was ended; connect again."));
    } catch (RuntimeException e) {
      outbound.fail(e);
    }
  }
}
