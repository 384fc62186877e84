package dev.parley.server.tool;

import dev.parley.server.llm.ToolCall;
import dev.parley.server.tool.ToolSet.Offered;
import org.jspecify.annotations.Nullable;

/// One call from the model's wish to its result. Owned by the session's thread.
final class RunningCall {
  private enum State {
    /// Nobody knows of it yet.
    WAITING,
    RUNNING,
    OVER
  }

  private final ToolCall call;
  private final @Nullable Offered offered;
  private final String refusal;

  private State state = State.WAITING;
  private String result = "";
  private Runnable timeout = () -> {};
  private Runnable progress = () -> {};
  private Runnable onServer = () -> {};
  private boolean late;

  /// Waits for a reply that is stopped already: its result goes to the history alone.
  private boolean alone;

  private RunningCall(ToolCall call, @Nullable Offered offered, String refusal) {
    this.call = call;
    this.offered = offered;
    this.refusal = refusal;
  }

  static RunningCall of(ToolCall call, Offered offered) {
    return new RunningCall(call, offered, "");
  }

  /// A call that is not made.
  ///
  /// @param reason for the model
  static RunningCall refused(ToolCall call, String reason) {
    return new RunningCall(call, null, reason);
  }

  ToolCall call() {
    return call;
  }

  /// Why it is not made; empty if it may be.
  String refusal() {
    return refusal;
  }

  Tool tool() {
    return offered().tool();
  }

  @Nullable ServerTool serverTool() {
    return offered().onServer();
  }

  boolean isRefused() {
    return offered == null;
  }

  boolean hasSideEffects() {
    return offered != null && offered.tool().sideEffects();
  }

  boolean hasProgress() {
    return offered != null && !offered.tool().progress().isSilent();
  }

  boolean isWaiting() {
    return state == State.WAITING;
  }

  boolean isRunning() {
    return state == State.RUNNING;
  }

  boolean isOver() {
    return state == State.OVER;
  }

  /// Whether the client makes it and has been told of it.
  boolean isWithClient() {
    return isRunning() && serverTool() == null;
  }

  /// Begins it.
  ///
  /// @param limit cancels the end of its time
  /// @param announcement cancels what is said when it takes long
  void run(Runnable limit, Runnable announcement) {
    state = State.RUNNING;
    timeout = limit;
    progress = announcement;
  }

  /// @param cancel stops the server's work
  void runOnServer(Runnable cancel) {
    onServer = cancel;
  }

  /// It takes long.
  void beLate() {
    late = true;
  }

  boolean isLate() {
    return late && isRunning();
  }

  /// Its reply is stopped, and it goes on.
  void goOnAlone() {
    alone = true;
    progress.run();
  }

  boolean isAlone() {
    return alone;
  }

  /// Ends it, once.
  ///
  /// @param text for the model
  void end(String text) {
    state = State.OVER;
    result = text;
    timeout.run();
    progress.run();
  }

  /// Stops the server's work on it.
  void abandon() {
    onServer.run();
  }

  String result() {
    return result;
  }

  private Offered offered() {
    if (offered == null) {
      throw new IllegalStateException("A call of no tool is not made.");
    }
    return offered;
  }
}
