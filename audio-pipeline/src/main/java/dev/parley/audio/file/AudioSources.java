package dev.parley.audio.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Finds the decoder of a file.
final class AudioSources {
  static final AudioSources STANDARD = new AudioSources();

  private static final int BUFFER = 1 << 16;

  SampleSource open(Path file, String name) throws UnreadableAudioException {
    if (Files.isDirectory(file)) {
      throw new UnreadableAudioException(name, "it is a directory");
    }
    InputStream stream = null;
    try {
      stream = Files.newInputStream(file);
      return new WavSource(new BufferedInputStream(stream, BUFFER), Files.size(file));
    } catch (NoSuchFileException e) {
      throw new UnreadableAudioException(name, "there is no such file", e);
    } catch (AccessDeniedException e) {
      throw new UnreadableAudioException(name, "permission was denied", e);
    } catch (IOException e) {
      throw new UnreadableAudioException(name, String.valueOf(e.getMessage()), e);
    }
  }

  SampleSource open(InputStream stream, String name) throws UnreadableAudioException {
    try {
      return new WavSource(new BufferedInputStream(stream, BUFFER), -1);
    } catch (IOException e) {
      throw new UnreadableAudioException(name, String.valueOf(e.getMessage()), e);
    }
  }

  static void closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      System.getLogger(AudioSources.class.getName())
          .log(System.Logger.Level.DEBUG, "An audio source could not be closed.", e);
    }
  }
}
