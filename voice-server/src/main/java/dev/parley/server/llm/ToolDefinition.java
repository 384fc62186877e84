package dev.parley.server.llm;

/// What a model is told of a tool.
///
/// @param name letters, digits, `_` and `-`, at most 64
/// @param description when to call it and what it does
/// @param parameters the JSON Schema of its arguments, an object, as JSON
public record ToolDefinition(String name, String description, String parameters) {}
