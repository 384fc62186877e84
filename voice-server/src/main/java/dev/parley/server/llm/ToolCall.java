package dev.parley.server.llm;

/// A tool that the model wants called.
///
/// @param id tells the calls of a conversation apart. What a model calls its calls is not unique;
///     a conversation gives them names of its own
/// @param name of the tool; there need not be such a one
/// @param arguments a JSON object as the model wrote it, which need not be valid
/// @param thoughts what its model wants to see again beside the call, such as the thoughts that led
///     to it; only the client that wrote them reads them; mostly empty
public record ToolCall(String id, String name, String arguments, String thoughts) {
  /// A call without thoughts.
  public ToolCall(String id, String name, String arguments) {
    this(id, name, arguments, "");
  }

  public ToolCall withId(String other) {
    return new ToolCall(other, name, arguments, thoughts);
  }
}
