package dev.parley.server.grpc;

import dev.parley.proto.v1.ServerMessage;
import dev.parley.server.session.SessionOutput;
import dev.parley.server.wire.RefusedException;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.atomic.AtomicBoolean;

/// A conversation's messages as a gRPC response stream. It ends once; what would end it again does
/// nothing.
final class GrpcSessionOutput implements SessionOutput {
  private final ServerCallStreamObserver<ServerMessage> call;
  private final AtomicBoolean ended = new AtomicBoolean();

  /// @param call has a cancel handler, so that sending to a client that is gone does nothing
  GrpcSessionOutput(ServerCallStreamObserver<ServerMessage> call) {
    this.call = call;
  }

  @Override
  public void send(ServerMessage message) {
    if (!call.isCancelled() && !ended.get()) {
      call.onNext(message);
    }
  }

  @Override
  public boolean isReady() {
    return call.isReady();
  }

  @Override
  public void complete() {
    if (ended.compareAndSet(false, true) && !call.isCancelled()) {
      call.onCompleted();
    }
  }

  @Override
  public void fail(RefusedException reason) {
    if (ended.compareAndSet(false, true) && !call.isCancelled()) {
      call.onError(Refusals.status(reason));
    }
  }
}
