package dev.parley.server.conversation;

import java.time.Duration;

/// The rules that can be chosen.
///
/// @param interruptible whether speech stops a spoken reply
/// @param confirmation how long a paused reply waits for words before it goes on
/// @param transcriptDeadline how long the final transcript may take before the turn is given up
/// @param keyPause how long after the last telephone key the keys count as a turn
public record ConversationSettings(
    boolean interruptible, Duration confirmation, Duration transcriptDeadline, Duration keyPause) {

  public static final ConversationSettings DEFAULT =
      new ConversationSettings(
          true, Duration.ofSeconds(2), Duration.ofSeconds(15), Duration.ofSeconds(2));

  public ConversationSettings withInterruptible(boolean allowed) {
    return new ConversationSettings(allowed, confirmation, transcriptDeadline, keyPause);
  }
}
