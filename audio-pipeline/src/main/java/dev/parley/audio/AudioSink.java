package dev.parley.audio;

/// A stage that takes frames. A stage wraps the next one and declares the format that it expects,
/// so a chain is nested construction, read from the outside in.
///
/// Calls come from one thread at a time, in this order: any number of [#write] and [#flush], then
/// [#close]. Frames arrive in the order of their positions. Frames are immutable, so a stage may
/// keep them.
public interface AudioSink extends AutoCloseable {
  /// The format that [#write] takes.
  PcmFormat format();

  /// Takes a frame of [#format()].
  ///
  /// @throws IllegalArgumentException if the frame has another format
  void write(PcmFrame frame);

  /// A boundary: everything written so far is passed on, and the stream goes on.
  void flush();

  /// The chain from here on, for logs: `resample 8000→16000 → frames of 512 → silero`.
  String describe();

  /// Drops what is held back and closes the rest of the chain. Safe to call twice.
  @Override
  void close();
}
