package dev.parley.server.conversation;

import dev.parley.server.conversation.SessionEvent.Person.SayRequested;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Texts to say that wait behind the present reply. Bounded; the oldest are dropped beyond it.
final class WaitingTexts {
  private static final int MOST = 16;

  private final Deque<SayRequested> texts = new ArrayDeque<>();

  void add(SayRequested text) {
    if (!text.text().isBlank()) {
      if (texts.size() == MOST) {
        texts.removeFirst();
      }
      texts.addLast(text);
    }
  }

  /// Adds a text that was taken and not said, before all others.
  void putBack(SayRequested text) {
    texts.addFirst(text);
  }

  /// Adds what the server itself says, before all others.
  void addFirst(String text) {
    if (!text.isBlank()) {
      texts.addFirst(new SayRequested(text, true));
    }
  }

  @Nullable SayRequested next() {
    return texts.pollFirst();
  }

  void clear() {
    texts.clear();
  }
}
