package dev.parley.client;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Optional;
import java.util.Set;

/// The one place where gRPC statuses become sentences.
final class CallFailures {
  private static final Set<Code> TRANSIENT =
      Set.of(Code.UNAVAILABLE, Code.RESOURCE_EXHAUSTED, Code.ABORTED, Code.DEADLINE_EXCEEDED);

  /// How gRPC reports connections that fail. The server itself gives a reason with these.
  private static final Set<Code> OF_CONNECTIONS =
      Set.of(Code.UNAVAILABLE, Code.CANCELLED, Code.INTERNAL, Code.UNKNOWN);

  private CallFailures() {}

  /// @param server how the user knows the server, such as `localhost:50051`
  /// @param answered whether the server had said something in this call
  static CallFailedException of(Throwable failure, String server, boolean answered) {
    Status status = Status.fromThrowable(failure);
    Optional<ErrorInfo> info = errorInfo(failure);
    return new CallFailedException(
        sentence(status, server, answered),
        info.map(ErrorInfo::getReason).orElse(status.getCode().name()),
        TRANSIENT.contains(status.getCode()),
        info.isEmpty() && OF_CONNECTIONS.contains(status.getCode()),
        failure);
  }

  /// A call that a server completed before it began.
  static CallFailedException unanswered(String server) {
    return new CallFailedException(
        "The server at %s ended the call before it began; start it again.".formatted(server),
        Code.UNAVAILABLE.name(),
        true,
        false,
        new IllegalStateException("completed without an answer"));
  }

  private static String sentence(Status status, String server, boolean answered) {
    String description = status.getDescription();
    String detail = description == null ? "" : description;
    return switch (status.getCode()) {
      case UNAVAILABLE ->
          answered
              ? "The server at %s went away; look at its log and start the call again."
                  .formatted(server)
              : unreachable(status, server, detail);
      case UNIMPLEMENTED ->
          "%s does not offer this call; it is no Parley server, or an older one.".formatted(server);
      case DEADLINE_EXCEEDED -> "The server at %s did not answer in time.".formatted(server);
      case CANCELLED ->
          detail.isEmpty() || status.getCause() != null
              ? "The call to %s was broken off.".formatted(server)
              : asSentence(detail);
      case UNKNOWN, INTERNAL, DATA_LOSS ->
          "The server at %s failed%s; look at its log."
              .formatted(server, detail.isEmpty() ? "" : ": " + withoutStop(detail));
      case OK,
          INVALID_ARGUMENT,
          NOT_FOUND,
          ALREADY_EXISTS,
          PERMISSION_DENIED,
          RESOURCE_EXHAUSTED,
          FAILED_PRECONDITION,
          ABORTED,
          OUT_OF_RANGE,
          UNAUTHENTICATED ->
          detail.isEmpty()
              ? "The server at %s refused the call (%s).".formatted(server, status.getCode())
              : asSentence(detail);
    };
  }

  /// A server that is full or going down says so itself; a missing one is gRPC's to report.
  private static String unreachable(Status status, String server, String detail) {
    if (status.getCause() == null && !detail.isEmpty() && !detail.startsWith("io exception")) {
      return asSentence(detail);
    }
    return "No server answers at %s; start one there with 'parley serve', or correct the address."
        .formatted(server);
  }

  private static String asSentence(String text) {
    return text.endsWith(".") || text.endsWith("!") || text.endsWith("?") ? text : text + ".";
  }

  private static String withoutStop(String text) {
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }

  private static Optional<ErrorInfo> errorInfo(Throwable failure) {
    if (!(failure instanceof StatusRuntimeException)) {
      return Optional.empty();
    }
    com.google.rpc.Status details = StatusProto.fromThrowable(failure);
    if (details == null) {
      return Optional.empty();
    }
    for (Any detail : details.getDetailsList()) {
      if (detail.is(ErrorInfo.class)) {
        try {
          return Optional.of(detail.unpack(ErrorInfo.class));
        } catch (InvalidProtocolBufferException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}
