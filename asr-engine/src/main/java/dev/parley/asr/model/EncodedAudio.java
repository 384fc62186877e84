package dev.parley.asr.model;

/// One encoded window, in native memory until closed.
public interface EncodedAudio extends AutoCloseable {
  /// Encoder positions: half the number of feature frames, 20 ms each.
  int positions();

  @Override
  void close();
}
