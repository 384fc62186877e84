package dev.parley.server.llm.remote;

import dev.parley.server.llm.Message;
import dev.parley.server.llm.Prompt;
import java.util.ArrayList;
import java.util.List;

/// What one side says before the other does again, for APIs in which the two take turns and the
/// person begins.
///
/// @param person whether it is the person's; otherwise the model's. The results of tools are the
///     person's too
/// @param messages at least one
public record Turn(boolean person, List<Message> messages) {
  /// Stands before a greeting, to which nobody has asked anything.
  private static final Message OPENING = new Message.User("[The conversation begins.]");

  public Turn {
    messages = List.copyOf(messages);
  }

  /// The conversation of a prompt.
  public static List<Turn> of(Prompt prompt) {
    List<Turn> turns = new ArrayList<>();
    List<Message> messages = new ArrayList<>();
    boolean person = true;
    for (Message message : prompt.messages()) {
      boolean next = isPersons(message);
      if (next != person) {
        turns.add(new Turn(person, messages.isEmpty() ? List.of(OPENING) : messages));
        messages.clear();
        person = next;
      }
      messages.add(message);
    }
    if (!messages.isEmpty()) {
      turns.add(new Turn(person, messages));
    }
    return turns;
  }

  private static boolean isPersons(Message message) {
    return switch (message) {
      case Message.User _, Message.ToolResult _ -> true;
      case Message.Assistant _, Message.ToolCalls _ -> false;
    };
  }
}
