package dev.parley.server.tool;

import dev.parley.server.llm.Message;
import dev.parley.server.llm.ToolCall;
import java.time.Duration;
import java.util.List;

/// What a session does for its tools. Called on the session's thread, [#post] on any.
public interface ToolHost {
  /// Brings an event to [SessionTools#on] on the session's thread.
  void post(ToolEvent event);

  /// Brings an event in a while.
  ///
  /// @return what cancels it
  Runnable schedule(Duration delay, ToolEvent event);

  /// Tells the client of a call.
  ///
  /// @param onServer whether the server makes it; else the client does
  void called(ToolCall call, boolean onServer);

  /// Tells the client that the result of a call is not awaited any more.
  void cancelled(String callId);

  /// A call ended, with a result or without; for the history.
  ///
  /// @param text for the model
  void answered(String callId, String text);

  /// Says something while the tools of a reply take long.
  void sayProgress(int reply, String phrase);

  /// All calls of a step have ended, and its reply can go on.
  ///
  /// @param results in the order of the calls
  void stepEnded(int reply, List<Message.ToolResult> results);
}
