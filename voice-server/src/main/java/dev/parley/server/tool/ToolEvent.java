package dev.parley.server.tool;

/// What happens to a running call outside of the session's thread.
public sealed interface ToolEvent {
  String callId();

  /// A server answered.
  ///
  /// @param text for the model
  record Answered(String callId, String text) implements ToolEvent {}

  /// It has taken so long that something is said.
  record TookLong(String callId) implements ToolEvent {}

  /// It has taken as long as it may.
  record TimedOut(String callId) implements ToolEvent {}
}
