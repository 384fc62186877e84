package dev.parley.server.conversation;

import dev.parley.server.llm.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// What the person said and what they heard. Holds the latest [#CAPACITY] messages; older ones are
/// forgotten, whole exchanges at a time.
final class History {
  static final int CAPACITY = 200;

  private final Deque<Message> messages = new ArrayDeque<>();

  /// Adds what the person said. What they say without having heard an answer in between is one
  /// message, because they went on with the same thought.
  void addUser(String text) {
    String said = text.strip();
    if (messages.peekLast() instanceof Message.User(String before)) {
      messages.removeLast();
      said = before + " " + said;
    }
    messages.addLast(new Message.User(said));
    if (messages.size() > CAPACITY) {
      do {
        messages.removeFirst();
      } while (messages.peekFirst() instanceof Message.Assistant);
    }
  }

  /// The messages as they will be when the person will have said this.
  List<Message> with(String text) {
    History future = new History();
    future.messages.addAll(messages);
    future.addUser(text);
    return future.messages();
  }

  /// Adds what the person heard of an answer; nothing if they heard nothing.
  void addAssistant(String heard, boolean interrupted) {
    if (!heard.isBlank()) {
      messages.addLast(new Message.Assistant(heard.strip(), interrupted));
    }
  }

  List<Message> messages() {
    return new ArrayList<>(messages);
  }
}
