package dev.parley.server.conversation;

import dev.parley.server.llm.Message;
import dev.parley.server.llm.ToolCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What an answer called tools for, between the pieces of its text. The number of steps and of
/// their calls is the session's to bound.
final class AnswerSteps {
  /// Stands in the history for a result that is still to come, or never does.
  static final String NO_RESULT = "The reply was stopped before this tool answered.";

  /// @param text that the reply had more than before the step, whitespace included
  private record Step(String text, List<ToolCall> calls) {}

  private final List<Step> steps = new ArrayList<>();
  private final Map<String, String> results = new HashMap<>();

  void called(String text, List<ToolCall> calls) {
    steps.add(new Step(text, calls));
  }

  void answered(String callId, String result) {
    results.put(callId, result);
  }

  /// The answer as the history keeps it: what was called, what came of it, and what was heard.
  ///
  /// @param heard the beginning of the reply's text that was heard
  /// @param cut whether the reply was stopped there
  List<Message> messages(String heard, boolean cut) {
    List<Message> messages = new ArrayList<>();
    int start = 0;
    for (Step step : steps) {
      int end = Math.min(start + step.text().length(), heard.length());
      messages.add(new Message.ToolCalls(heard.substring(start, end).strip(), step.calls()));
      for (ToolCall call : step.calls()) {
        messages.add(new Message.ToolResult(call.id(), results.getOrDefault(call.id(), NO_RESULT)));
      }
      start = end;
    }
    String rest = heard.substring(start).strip();
    if (!steps.isEmpty() || !rest.isEmpty()) {
      messages.add(new Message.Assistant(rest, cut));
    }
    return messages;
  }
}
