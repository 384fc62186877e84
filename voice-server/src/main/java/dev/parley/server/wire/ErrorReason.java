package dev.parley.server.wire;

import io.grpc.Status;

/// Every way in which the server refuses, as listed in `proto/README.md`. The name is the `reason`
/// of the `ErrorInfo` and the `code` of an `Error` message.
public enum ErrorReason {
  /// A message came before the configuration.
  CONFIG_REQUIRED(Status.Code.FAILED_PRECONDITION),
  /// A second configuration came.
  CONFIG_REPEATED(Status.Code.FAILED_PRECONDITION),
  /// A setting is out of range, contradictory or not supported.
  INVALID_SETTING(Status.Code.INVALID_ARGUMENT),
  UNKNOWN_VOICE(Status.Code.INVALID_ARGUMENT),
  UNKNOWN_LANGUAGE(Status.Code.INVALID_ARGUMENT),
  UNKNOWN_ROUTE(Status.Code.INVALID_ARGUMENT),
  UNSUPPORTED_SAMPLE_RATE(Status.Code.INVALID_ARGUMENT),
  RESUME_UNSUPPORTED(Status.Code.INVALID_ARGUMENT),
  /// No session waits for the client that shows this token.
  RESUME_EXPIRED(Status.Code.NOT_FOUND),
  /// Another call continued the session of this one.
  RESUMED_ELSEWHERE(Status.Code.ABORTED),
  /// A text is not the markup that it is said to be, or cannot be spoken as it says.
  INVALID_MARKUP(Status.Code.INVALID_ARGUMENT),
  /// A message is larger than its kind may be.
  CHUNK_TOO_LARGE(Status.Code.INVALID_ARGUMENT),
  /// A message is empty, out of order, or answers nothing that was asked.
  INVALID_MESSAGE(Status.Code.INVALID_ARGUMENT),
  /// The file is no audio that can be read, or a message is no packet of its encoding.
  UNREADABLE_AUDIO(Status.Code.INVALID_ARGUMENT),
  /// All session places are taken.
  SERVER_FULL(Status.Code.RESOURCE_EXHAUSTED),
  /// The session's own queue is full: its client sends faster than it can be served.
  SESSION_OVERLOADED(Status.Code.RESOURCE_EXHAUSTED),
  /// The server is stopping.
  SHUTTING_DOWN(Status.Code.UNAVAILABLE),
  /// The client sent nothing for too long.
  SESSION_IDLE(Status.Code.ABORTED),
  /// The language model failed; the session goes on.
  MODEL_FAILED(Status.Code.UNAVAILABLE),
  /// The recogniser or the voice failed on this session.
  ENGINE_FAILED(Status.Code.INTERNAL),
  /// A defect of the server.
  INTERNAL(Status.Code.INTERNAL);

  private final Status.Code code;

  ErrorReason(Status.Code code) {
    this.code = code;
  }

  /// The gRPC status that goes with it.
  public Status.Code code() {
    return code;
  }
}
