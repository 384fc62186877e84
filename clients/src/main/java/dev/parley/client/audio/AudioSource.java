package dev.parley.client.audio;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import java.io.IOException;
import java.util.Optional;

/// A stream of frames to send. One thread at a time uses it.
public interface AudioSource extends AutoCloseable {
  /// The format of all frames.
  PcmFormat format();

  /// The next frame, which starts where the one before ended; empty at the end. May block, as a
  /// microphone does.
  ///
  /// @throws IOException with a sentence if the audio cannot be read
  Optional<PcmFrame> next() throws IOException, InterruptedException;

  /// Frees what is behind the source. Safe to call twice.
  @Override
  void close();
}
