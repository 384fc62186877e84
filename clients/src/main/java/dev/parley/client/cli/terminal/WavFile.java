package dev.parley.client.cli.terminal;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.file.WavWriter;
import dev.parley.client.cli.terminal.Interruption.Registration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A WAV file for the user, which appears under its name when it is complete. Thread-safe.
public final class WavFile implements AutoCloseable {
  private final Path target;
  private final Path part;
  private final WavWriter writer;
  private final Registration registration;
  private long samples;
  private boolean ended;

  private WavFile(
      Path target, Path part, WavWriter writer, Interruption interruption, boolean keep) {
    this.target = target;
    this.part = part;
    this.writer = writer;
    this.registration = interruption.add(keep ? this::finish : this::close);
  }

  /// Opens the file.
  ///
  /// @param keep whether what was written until an interruption is kept
  /// @throws CommandFailure if it cannot be written
  public static WavFile create(
      Path target, PcmFormat format, Interruption interruption, boolean keep) {
    Path part = target.resolveSibling("." + target.getFileName() + ".part");
    try {
      if (Files.isDirectory(target)) {
        throw new CommandFailure(target + " is a folder; name a file, such as speech.wav.");
      }
      return new WavFile(target, part, WavWriter.create(part, format), interruption, keep);
    } catch (IOException e) {
      throw new CommandFailure(
          "%s cannot be written; check that its folder exists and is writable.".formatted(target),
          e);
    }
  }

  /// Appends samples.
  public synchronized void write(PcmFrame frame) {
    if (!ended) {
      writer.write(frame);
      samples += frame.length();
    }
  }

  /// The number of samples so far.
  public synchronized long samples() {
    return samples;
  }

  /// Completes the file. Safe to call twice.
  public synchronized void finish() {
    if (!ended) {
      ended = true;
      writer.close();
      registration.close();
      try {
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// Drops the file unless it was finished.
  @Override
  public synchronized void close() {
    if (!ended) {
      ended = true;
      writer.close();
      registration.close();
      try {
        Files.deleteIfExists(part);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
