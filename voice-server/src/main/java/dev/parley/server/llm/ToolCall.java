package dev.parley.server.llm;

/// A tool that the model wants called.
///
/// @param id tells the calls of a conversation apart. What a model calls its calls is not unique;
///     a conversation gives them names of its own
/// @param name of the tool; there need not be such a one
/// @param arguments a JSON object as the model wrote it, which need not be valid
public record ToolCall(String id, String name, String arguments) {
  public ToolCall withId(String other) {
    return new ToolCall(other, name, arguments);
  }
}
