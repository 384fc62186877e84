package dev.parley.server.tool;

import dev.parley.server.llm.ToolDefinition;
import java.time.Duration;

/// A tool and how its calls are treated.
///
/// @param definition what the model is told
/// @param timeout how long a call may take
/// @param onInterruption what becomes of a call whose reply is stopped
/// @param sideEffects whether a call changes anything. If so, none is made for a reply that is held
/// @param progress what is said while a call takes long
public record Tool(
    ToolDefinition definition,
    Duration timeout,
    OnInterruption onInterruption,
    boolean sideEffects,
    Progress progress) {
  /// Of a call where nothing else is said.
  public static final Duration TIMEOUT = Duration.ofSeconds(10);

  public static final Duration PROGRESS_AFTER = Duration.ofMillis(1_500);

  /// What becomes of a call whose reply is stopped.
  public enum OnInterruption {
    /// It is cancelled, and the history says so.
    CANCEL,
    /// It goes on, and the history gets its result.
    FINISH
  }

  /// What is said while a call takes long.
  ///
  /// @param phrase empty: nothing
  /// @param after how long the call has run by then
  public record Progress(String phrase, Duration after) {
    public static final Progress NONE = new Progress("", PROGRESS_AFTER);

    boolean isSilent() {
      return phrase.isBlank();
    }
  }

  public String name() {
    return definition.name();
  }

  /// The same tool under another name.
  public Tool named(String name) {
    return new Tool(
        new ToolDefinition(name, definition.description(), definition.parameters()),
        timeout,
        onInterruption,
        sideEffects,
        progress);
  }
}
