package dev.parley.server.llm.remote;

import dev.parley.server.llm.ToolCall;
import java.util.Optional;

/// The thoughts that some models want to see again beside the calls that they led to. Another
/// provider's are of no use, and are refused by some.
public final class Thoughts {
  /// More than this is not worth its memory.
  private static final int MOST_CHARACTERS = 262_144;

  private Thoughts() {}

  /// @param provider whose model thought
  /// @param thoughts in the provider's own form
  /// @return for [ToolCall#thoughts]; empty if there are none, or too many
  public static String keep(String provider, String thoughts) {
    return thoughts.isEmpty() || thoughts.length() > MOST_CHARACTERS
        ? ""
        : provider + "\n" + thoughts;
  }

  /// What that provider kept beside a call.
  public static Optional<String> of(ToolCall call, String provider) {
    String beginning = provider + "\n";
    return call.thoughts().startsWith(beginning)
        ? Optional.of(call.thoughts().substring(beginning.length()))
        : Optional.empty();
  }
}
