package dev.parley.server.llm;

/// One thing that was said in a conversation.
public sealed interface Message {
  String text();

  /// The text as every model is shown it: what was interrupted says so.
  default String forModel() {
    return text();
  }

  /// What the person said or typed.
  record User(String text) implements Message {}

  /// What the person heard of an answer.
  ///
  /// @param interrupted whether the person stopped it there
  record Assistant(String text, boolean interrupted) implements Message {
    @Override
    public String forModel() {
      return interrupted ? text + " — [interrupted]" : text;
    }
  }
}
