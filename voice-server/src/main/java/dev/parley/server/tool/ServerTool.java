package dev.parley.server.tool;

import java.util.function.Consumer;

/// A tool that this server calls itself. Thread-safe.
public interface ServerTool {
  /// Who has it: the name of a server in the configuration.
  String server();

  /// The tool under its own name.
  Tool tool();

  /// Starts a call and returns before it ends. The time limit is the caller's to keep.
  ///
  /// @param arguments a JSON object
  /// @param whenDone gets what the model is told, result or failure, on any thread; at most once,
  ///     and perhaps still after a cancellation
  /// @return cancels the call; idempotent, never throws, never blocks
  Runnable call(String arguments, Consumer<String> whenDone);
}
