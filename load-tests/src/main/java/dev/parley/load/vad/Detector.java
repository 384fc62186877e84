package dev.parley.load.vad;

import java.io.IOException;

/// Finds speech in recordings.
interface Detector extends AutoCloseable {
  String name();

  /// @param samples of 16 kHz
  Stretches detect(float... samples) throws IOException;

  @Override
  default void close() {}
}
