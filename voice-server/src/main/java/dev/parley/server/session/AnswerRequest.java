package dev.parley.server.session;

import dev.parley.server.llm.Generation;
import dev.parley.server.llm.Message;
import dev.parley.server.llm.Prompt;
import dev.parley.server.llm.TokenSink;
import dev.parley.server.llm.ToolCall;
import dev.parley.server.tool.ToolSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/// What the language model is asked for one answer: the conversation, and then, step by step, the
/// same with what it called and what came of it. Owned by the session's thread.
final class AnswerRequest {
  /// Steps in which tools may be called. Then the model is asked without any, so that it answers.
  static final int MOST_STEPS = 3;

  private final Prompt conversation;
  private final ToolSet tools;
  private final BiFunction<Prompt, TokenSink, Generation> model;
  private final List<Message> messages;
  private int steps;

  /// @param conversation without tools
  /// @param tools that may be called for the answer
  /// @param model starts an answer
  AnswerRequest(
      Prompt conversation, ToolSet tools, BiFunction<Prompt, TokenSink, Generation> model) {
    this.conversation = conversation;
    this.tools = tools;
    this.model = model;
    this.messages = new ArrayList<>(conversation.messages());
  }

  /// Asks for the answer, or for the next part of it.
  Generation ask(TokenSink sink) {
    return model.apply(
        new Prompt(
            conversation.system(),
            messages,
            conversation.maxTokens(),
            steps < MOST_STEPS ? tools.definitions() : List.of()),
        sink);
  }

  ToolSet tools() {
    return tools;
  }

  /// The model called tools.
  ///
  /// @param text that it wrote before
  void called(String text, List<ToolCall> calls) {
    steps++;
    messages.add(new Message.ToolCalls(text.strip(), calls));
  }

  /// They have answered, in the order of the calls.
  void answered(List<Message.ToolResult> results) {
    messages.addAll(results);
  }
}
