package dev.parley.audio.codec;

/// Bytes that must be a packet of a codec and are none. The message is a sentence with a remedy.
public final class BrokenPacketException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenPacketException(String message) {
    super(message);
  }
}
