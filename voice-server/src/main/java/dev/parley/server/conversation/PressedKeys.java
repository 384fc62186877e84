package dev.parley.server.conversation;

import dev.parley.server.conversation.SessionEvent.Timer;

/// Telephone keys that have been pressed and are no turn yet.
final class PressedKeys {
  private final Orders orders;
  private final StringBuilder pressed = new StringBuilder();

  PressedKeys(Orders orders) {
    this.orders = orders;
  }

  boolean isEmpty() {
    return pressed.isEmpty();
  }

  void add(char key, ConversationSettings settings) {
    pressed.append(key);
    orders.start(Timer.KEYS, settings.deadlines().keyPause());
  }

  /// Hands all keys over.
  String take() {
    orders.stop(Timer.KEYS);
    String taken = pressed.toString();
    pressed.setLength(0);
    return taken;
  }
}
