package dev.parley.server.llm;

import java.util.List;

/// One thing that was said or done in a conversation.
///
/// Each [ToolCalls] is followed by one [ToolResult] for each of its calls, in their order, and
/// these, unless they are the last messages, by an [Assistant]: some models refuse anything else.
public sealed interface Message {
  String text();

  /// The text as every model is shown it: what was interrupted says so.
  default String forModel() {
    return text();
  }

  /// What the person said or typed.
  record User(String text) implements Message {}

  /// What the person heard of an answer; nothing, if it followed tool results and was not heard.
  ///
  /// @param interrupted whether the person stopped it there
  record Assistant(String text, boolean interrupted) implements Message {
    @Override
    public String forModel() {
      if (text.isEmpty()) {
        return interrupted ? "[interrupted]" : "[silence]";
      }
      return interrupted ? text + " — [interrupted]" : text;
    }
  }

  /// What the assistant called in the middle of an answer.
  ///
  /// @param text what was said before; may be empty
  /// @param calls at least one
  record ToolCalls(String text, List<ToolCall> calls) implements Message {
    public ToolCalls {
      calls = List.copyOf(calls);
    }
  }

  /// What a call brought.
  ///
  /// @param callId which one
  /// @param text for the model: the result, or a sentence about why there is none
  record ToolResult(String callId, String text) implements Message {}
}
