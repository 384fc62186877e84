package dev.parley.server.conversation;

/// Who has the floor.
public enum ConversationState {
  /// Nobody speaks.
  LISTENING,
  /// The person speaks.
  USER_SPEAKING,
  /// The person has finished; the transcript or the answer is on its way.
  THINKING,
  /// The assistant speaks.
  SPEAKING,
  /// The person made a sound while the assistant spoke; words decide who goes on.
  PAUSED,
  /// The session has ended.
  CLOSED
}
