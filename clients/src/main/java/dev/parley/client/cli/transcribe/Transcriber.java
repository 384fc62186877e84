package dev.parley.client.cli.transcribe;

import java.io.IOException;
import java.util.function.DoubleConsumer;

/// Turns files into transcripts. Thread-safe.
interface Transcriber extends AutoCloseable {
  /// @param progress gets fractions of the file, 0 to 1, rising; not called if its length is
  ///     unknown
  /// @throws IOException with a sentence if the file cannot be read
  FileTranscript transcribe(InputFile file, TranscriptionTask task, DoubleConsumer progress)
      throws IOException, InterruptedException;

  @Override
  void close();
}
