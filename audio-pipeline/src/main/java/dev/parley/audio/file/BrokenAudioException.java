package dev.parley.audio.file;

import java.io.IOException;

/// Content that a [SampleSource] cannot decode. The message is the reason alone, to follow
/// "cannot be read:"; [AudioFileReader] adds the name.
final class BrokenAudioException extends IOException {
  private static final long serialVersionUID = 1L;

  BrokenAudioException(String reason) {
    super(reason);
  }

  BrokenAudioException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
