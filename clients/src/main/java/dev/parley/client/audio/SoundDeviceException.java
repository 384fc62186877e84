package dev.parley.client.audio;

/// This machine has no usable microphone or loudspeaker. The message is a sentence.
public final class SoundDeviceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SoundDeviceException(String message, Throwable cause) {
    super(message, cause);
  }
}
