package dev.parley.audio.vad;

/// A loaded voice activity model, shared by all streams. Thread-safe.
public interface VoiceActivityModel extends AutoCloseable {
  /// The private state of one stream.
  VoiceActivityDetector open();

  /// Frees the model. Every detector that it opened must be closed before.
  @Override
  void close();
}
