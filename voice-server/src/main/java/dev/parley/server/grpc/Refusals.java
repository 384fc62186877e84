package dev.parley.server.grpc;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import dev.parley.asr.RecognitionException;
import dev.parley.server.wire.ErrorReason;
import dev.parley.server.wire.RefusedException;
import dev.parley.tts.MarkupException;
import dev.parley.tts.SynthesisException;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one place where failures become gRPC statuses.
final class Refusals {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
  private static final String DOMAIN = "parley.dev";

  private Refusals() {}

  /// The status of a reason of the table, with its `ErrorInfo`.
  static StatusRuntimeException status(RefusedException refused) {
    ErrorInfo.Builder info =
        ErrorInfo.newBuilder().setDomain(DOMAIN).setReason(refused.reason().name());
    if (!refused.field().isEmpty()) {
      info.putMetadata("field", refused.field());
    }
    return StatusProto.toStatusRuntimeException(
        Status.newBuilder()
            .setCode(refused.reason().code().value())
            .setMessage(String.valueOf(refused.getMessage()))
            .addDetails(Any.pack(info.build()))
            .build());
  }

  /// The reason behind any failure; what is not foreseen is logged and called internal.
  static RefusedException reason(RuntimeException failure) {
    return switch (failure) {
      case RefusedException refused -> refused;
      case RecognitionException e -> engine("The recogniser", e);
      case SynthesisException e -> engine("The voice", e);
      case MarkupException e ->
          new RefusedException(ErrorReason.INVALID_MARKUP, "text", String.valueOf(e.getMessage()));
      case RuntimeException e -> {
        LOG.error("a call failed", e);
        yield new RefusedException(
            ErrorReason.INTERNAL, "", "The call failed inside the server; try again.");
      }
    };
  }

  private static RefusedException engine(String engine, RuntimeException cause) {
    LOG.error("{} failed on a call", engine, cause);
    return new RefusedException(
        ErrorReason.ENGINE_FAILED, "", engine + " failed on this call; try again.");
  }
}
