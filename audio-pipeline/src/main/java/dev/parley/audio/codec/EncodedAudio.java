package dev.parley.audio.codec;

/// A stretch of a stream as the bytes of one message.
///
/// A class rather than a record because its content is an array, which is handed over: nobody else
/// keeps it.
public final class EncodedAudio {
  private final long position;
  private final byte[] bytes;

  EncodedAudio(long position, byte[] bytes) {
    this.position = position;
    this.bytes = bytes;
  }

  /// The number of samples in the stream before those that a decoder gains by these bytes.
  public long position() {
    return position;
  }

  /// The bytes; not copied.
  public byte[] bytes() {
    return bytes;
  }
}
