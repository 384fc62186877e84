package dev.parley.server.llm.embedded;

import java.util.function.Consumer;

/// An answer in the making: tokens become text, of which what is to be spoken is handed on. For one
/// answer and one thread.
final class SpokenAnswer {
  private final TextPieces pieces = new TextPieces();
  private final SpokenLength length = new SpokenLength();
  private final Consumer<String> listener;

  SpokenAnswer(Consumer<String> listener) {
    this.listener = listener;
  }

  /// Takes the UTF-8 of the next token.
  ///
  /// @return whether the answer may go on
  boolean accept(byte[] piece) {
    handOn(pieces.accept(piece));
    return !length.isComplete();
  }

  /// Hands on what is left.
  void finish() {
    handOn(pieces.finish());
  }

  private void handOn(String text) {
    String spoken = length.accept(text);
    if (!spoken.isEmpty()) {
      listener.accept(spoken);
    }
  }
}
