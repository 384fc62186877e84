package dev.parley.client.cli.transcribe;

import dev.parley.audio.file.AudioFileReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file of the command line; `-` is standard input.
///
/// @param argument as the user wrote it
record InputFile(String argument) {
  private static final String STANDARD_INPUT = "-";

  /// How messages and results call it.
  String name() {
    return isStandardInput() ? "standard input" : argument;
  }

  /// The last part of the path.
  String baseName() {
    return isStandardInput() ? "stdin" : String.valueOf(Path.of(argument).getFileName());
  }

  boolean isStandardInput() {
    return argument.equals(STANDARD_INPUT);
  }

  /// The audio in it.
  AudioFileReader audio() throws IOException {
    return isStandardInput()
        ? AudioFileReader.open(bytes(), name())
        : AudioFileReader.open(Path.of(argument));
  }

  /// The bytes of it.
  InputStream bytes() throws IOException {
    return isStandardInput()
        ? new FilterInputStream(System.in) {
          @Override
          public void close() {
            // Standard input belongs to the process.
          }
        }
        : Files.newInputStream(Path.of(argument));
  }
}
