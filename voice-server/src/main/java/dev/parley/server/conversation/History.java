package dev.parley.server.conversation;

import dev.parley.server.llm.Message;
import java.util.ArrayList;
import java.util.List;

/// What the person said and what they heard. Holds the latest [#CAPACITY] messages; older ones are
/// forgotten, whole exchanges at a time.
final class History {
  static final int CAPACITY = 200;

  private final List<Message> messages = new ArrayList<>();

  /// Adds what the person said. What they say without having heard an answer in between is one
  /// message, because they went on with the same thought.
  void addUser(String text) {
    String said = text.strip();
    if (!messages.isEmpty() && messages.getLast() instanceof Message.User(String before)) {
      messages.removeLast();
      said = before + " " + said;
    }
    messages.addLast(new Message.User(said));
    if (messages.size() > CAPACITY) {
      do {
        messages.removeFirst();
      } while (!(messages.getFirst() instanceof Message.User));
    }
  }

  /// The messages as they will be when the person will have said this.
  List<Message> with(String text) {
    History future = new History();
    future.messages.addAll(messages);
    future.addUser(text);
    return future.messages();
  }

  /// Adds what the person heard of an answer and what was called for it. What was called for one of
  /// which nothing was heard belongs to the next.
  void addAnswer(List<Message> answer) {
    if (!answer.isEmpty() && endsUnheard()) {
      messages.removeLast();
    }
    messages.addAll(answer);
  }

  private boolean endsUnheard() {
    return !messages.isEmpty()
        && messages.getLast() instanceof Message.Assistant(String heard, boolean _)
        && heard.isEmpty();
  }

  /// A tool answered after its reply was over.
  void answered(String callId, String result) {
    messages.replaceAll(
        message ->
            message instanceof Message.ToolResult(String id, String _) && id.equals(callId)
                ? new Message.ToolResult(callId, result)
                : message);
  }

  /// What a model is asked about: ends with what the person said, or with what tools answered, if
  /// the present answer is the first to be heard.
  List<Message> messages() {
    return new ArrayList<>(endsUnheard() ? messages.subList(0, messages.size() - 1) : messages);
  }
}
