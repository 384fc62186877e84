package dev.parley.server.llm;

/// Takes one answer. Calls come one at a time.
public interface TokenSink {
  /// The next piece of text, of any size. May block, which slows the generation down.
  void token(String text);

  /// The answer is complete.
  void finished(TokenUsage usage);

  /// The answer broke off. Text delivered before stays valid.
  void failed(LlmException failure);
}
