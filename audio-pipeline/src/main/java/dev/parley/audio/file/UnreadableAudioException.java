package dev.parley.audio.file;

import java.io.IOException;

/// A file or stream is not audio that can be read. The message is a sentence that names the file
/// and the reason.
public final class UnreadableAudioException extends IOException {
  private static final long serialVersionUID = 1L;

  UnreadableAudioException(String name, String reason) {
    super(name + " cannot be read: " + reason + ".");
  }

  UnreadableAudioException(String name, String reason, Throwable cause) {
    super(name + " cannot be read: " + reason + ".", cause);
  }
}
