package dev.parley.server.conversation;

import dev.parley.server.conversation.SessionEvent.Timer;
import org.jspecify.annotations.Nullable;

/// Whether the person may stop a reply at all, whatever they say.
final class Interruptions {
  private final Orders orders;
  private boolean settling;

  Interruptions(Orders orders) {
    this.orders = orders;
  }

  /// The session begins: an echo canceller may need time.
  void begin(ConversationSettings settings) {
    settling = settings.interruption().settle().isPositive();
    if (settling) {
      orders.start(Timer.SETTLING, settings.interruption().settle());
    }
  }

  /// It has had its time.
  void settled() {
    settling = false;
  }

  /// @param reply that is alive; null without one
  boolean mayStop(@Nullable PresentReply reply, ConversationSettings settings) {
    return settings.interruptible() && !settling && reply != null && reply.interruptible();
  }
}
