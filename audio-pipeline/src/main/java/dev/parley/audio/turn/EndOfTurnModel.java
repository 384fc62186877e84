package dev.parley.audio.turn;

/// A loaded model that tells by the sound of speech whether the speaker has finished, shared by all
/// streams. Thread-safe.
public interface EndOfTurnModel extends AutoCloseable {
  /// The private state of one stream.
  EndOfTurnPredictor open();

  /// Frees the model. No prediction may be under way: whoever runs them ends first.
  @Override
  void close();
}
