package dev.parley.server.grpc;

import dev.parley.proto.v1.ServerMessage;
import dev.parley.server.session.SessionOutput;
import dev.parley.server.wire.RefusedException;
import io.grpc.stub.ServerCallStreamObserver;

/// A conversation's messages as a gRPC response stream.
final class GrpcSessionOutput implements SessionOutput {
  private final ServerCallStreamObserver<ServerMessage> call;

  /// @param call has a cancel handler, so that sending to a client that is gone does nothing
  GrpcSessionOutput(ServerCallStreamObserver<ServerMessage> call) {
    this.call = call;
  }

  @Override
  public void send(ServerMessage message) {
    if (!call.isCancelled()) {
      call.onNext(message);
    }
  }

  @Override
  public boolean isReady() {
    return call.isReady();
  }

  @Override
  public void complete() {
    if (!call.isCancelled()) {
      call.onCompleted();
    }
  }

  @Override
  public void fail(RefusedException reason) {
    if (!call.isCancelled()) {
      call.onError(Refusals.status(reason));
    }
  }
}
