package dev.parley.audio.file;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the decoder of a file by its content.
///
/// @param ffmpeg what decodes the formats that are not decoded here
record AudioSources(Optional<FfmpegProgram> ffmpeg) {
  private static final int ID3_HEADER_BYTES = 10;

  static AudioSources standard() {
    String path = System.getenv("PATH");
    return new AudioSources(path == null ? Optional.empty() : FfmpegProgram.find(path));
  }

  SampleSource open(Path file, String name) throws UnreadableAudioException {
    if (Files.isDirectory(file)) {
      throw new UnreadableAudioException(name, "it is a directory");
    }
    try {
      InputStream stream = Files.newInputStream(file);
      return closingOnFailure(stream, () -> decode(stream, file));
    } catch (NoSuchFileException e) {
      throw new UnreadableAudioException(name, "there is no such file", e);
    } catch (AccessDeniedException e) {
      throw new UnreadableAudioException(name, "permission was denied", e);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  SampleSource open(InputStream stream, String name) throws UnreadableAudioException {
    try {
      return closingOnFailure(stream, () -> decode(stream, null));
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  static UnreadableAudioException unreadable(String name, IOException cause) {
    String message = String.valueOf(cause.getMessage());
    return new UnreadableAudioException(
        name,
        cause instanceof BrokenAudioException ? message : "reading failed (" + message + ")",
        cause);
  }

  static void closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      System.getLogger(AudioSources.class.getName())
          .log(System.Logger.Level.DEBUG, "An audio source could not be closed.", e);
    }
  }

  private interface Opening {
    SampleSource open() throws IOException;
  }

  private static SampleSource closingOnFailure(InputStream stream, Opening opening)
      throws IOException {
    try {
      return opening.open();
    } catch (IOException e) {
      closeQuietly(stream);
      throw e;
    }
  }

  private SampleSource decode(InputStream stream, @Nullable Path file) throws IOException {
    BufferedInputStream input = new BufferedInputStream(stream, Container.PROBE_BYTES);
    CountingInput counter = new CountingInput(input);
    byte[] head = probe(input);
    while (startsWithId3(head)) {
      skipId3(counter, head);
      head = probe(input);
    }
    long length = file == null ? -1 : Math.max(0, Files.size(file) - counter.count());
    return switch (Container.of(head)) {
      case EMPTY -> throw new BrokenAudioException("it is empty");
      case WAV -> new WavSource(input, length);
      case FLAC -> new FlacSource(input);
      case MP3 -> new Mp3Source(input, head, length);
      case OGG_VORBIS -> new VorbisSource(input, file == null ? -1 : OggTail.granule(file));
      case OGG_OPUS -> new OpusSource(input, file == null ? -1 : OggTail.granule(file));
      case ZIP -> throw new BrokenAudioException("it is a ZIP archive; unpack it first");
      case ENCRYPTED_ZIP ->
          throw new BrokenAudioException("it is a ZIP archive protected by a password");
      case FOREIGN -> foreign(input, file, "it needs ffmpeg, which is not on the PATH: install it");
      case UNKNOWN ->
          foreign(
              input,
              file,
              "it is not audio in a known format (with ffmpeg installed, more formats are known)");
    };
  }

  private SampleSource foreign(InputStream input, @Nullable Path file, String withoutProgram)
      throws IOException {
    if (ffmpeg.isEmpty()) {
      throw new BrokenAudioException(withoutProgram);
    }
    if (file != null) {
      FfmpegSource source = new FfmpegSource(ffmpeg.get(), file, null);
      input.close();
      return source;
    }
    Path temporary = Files.createTempFile("parley-", ".audio");
    try {
      Files.copy(input, temporary, StandardCopyOption.REPLACE_EXISTING);
      input.close();
      return new FfmpegSource(ffmpeg.get(), temporary, temporary);
    } catch (IOException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
  }

  private static byte[] probe(BufferedInputStream input) throws IOException {
    input.mark(Container.PROBE_BYTES);
    byte[] head = input.readNBytes(Container.PROBE_BYTES);
    input.reset();
    return head;
  }

  private static boolean startsWithId3(byte[] head) {
    return head.length >= ID3_HEADER_BYTES && head[0] == 'I' && head[1] == 'D' && head[2] == '3';
  }

  /// Skips a tag, which may be longer than any probe because of the pictures in it.
  private static void skipId3(InputStream input, byte[] head) throws IOException {
    int size = 0;
    for (int i = 6; i < ID3_HEADER_BYTES; i++) {
      size = (size << 7) | (head[i] & 0x7F);
    }
    boolean footer = (head[5] & 0x10) != 0;
    try {
      input.skipNBytes(size + (footer ? 2L : 1L) * ID3_HEADER_BYTES);
    } catch (EOFException e) {
      throw new BrokenAudioException("it ends within its ID3 tag", e);
    }
  }
}
