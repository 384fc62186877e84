package dev.parley.server.tool;

import dev.parley.server.llm.Message;
import dev.parley.server.llm.ToolCall;
import java.util.List;

/// The calls that the model made at once. The reply goes on when all have ended. Made by
/// [SessionTools#prepare].
public final class ToolStep {
  private final int reply;
  private final List<RunningCall> calls;
  private boolean held;
  private boolean announced;

  ToolStep(int reply, List<RunningCall> calls) {
    this.reply = reply;
    this.calls = List.copyOf(calls);
  }

  /// The calls as the conversation remembers them, in the model's order.
  public List<ToolCall> calls() {
    return calls.stream().map(RunningCall::call).toList();
  }

  /// Whether a tool of it has words of its own for when it takes long.
  public boolean hasProgress() {
    return calls.stream().anyMatch(RunningCall::hasProgress);
  }

  int reply() {
    return reply;
  }

  List<RunningCall> running() {
    return calls;
  }

  boolean isHeld() {
    return held;
  }

  void hold(boolean value) {
    held = value;
  }

  /// Whether it is the first time that something is to be said.
  boolean announce() {
    boolean first = !announced;
    announced = true;
    return first;
  }

  boolean isOver() {
    return calls.stream().allMatch(RunningCall::isOver);
  }

  List<Message.ToolResult> results() {
    return calls.stream()
        .map(call -> new Message.ToolResult(call.call().id(), call.result()))
        .toList();
  }
}
