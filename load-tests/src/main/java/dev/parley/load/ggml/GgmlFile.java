package dev.parley.load.ggml;

import dev.parley.asr.checkpoint.CheckpointException;
import dev.parley.asr.checkpoint.WhisperCheckpoint;
import dev.parley.asr.token.Tokenizer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// The file for whisper.cpp on disk, written on first use and found again later.
///
/// It lies in the folder `ggml` beside the checkpoint or, where that cannot be written, in the
/// user's cache folder, under a name made of its type, the writer's version and the checkpoint's
/// fingerprint. It appears there complete or not at all; of several processes that want the same
/// one, the first writes and the others wait.
public final class GgmlFile {
  private GgmlFile() {}

  /// The file with the weights of a model, written if it is nowhere yet, which takes seconds. Not
  /// for two threads at once.
  ///
  /// @param folder holds the checkpoint and its `tokenizer.json`
  /// @throws CheckpointException if the checkpoint is missing or damaged
  /// @throws IllegalArgumentException with a sentence if the tokenizer is none of Whisper
  /// @throws UncheckedIOException with a sentence if neither place can be written
  public static Path obtain(Path folder) {
    try (WhisperCheckpoint checkpoint = WhisperCheckpoint.open(folder)) {
      Tokenizer tokenizer = Tokenizer.read(folder.resolve("tokenizer.json"));
      Path cache = Path.of(System.getProperty("user.home"), ".cache", "parley", "ggml");
      return obtain(
          checkpoint, tokenizer, List.of(checkpoint.file().resolveSibling("ggml"), cache));
    }
  }

  /// @param places where the file may be, the first writable one being where it is written
  static Path obtain(WhisperCheckpoint checkpoint, Tokenizer tokenizer, List<Path> places) {
    String name = "float16-v%d-%s.bin".formatted(GgmlWriter.VERSION, checkpoint.fingerprint());
    for (Path place : places) {
      if (Files.isRegularFile(place.resolve(name))) {
        return place.resolve(name);
      }
    }
    IOException refusal = new IOException("no place could be written");
    for (Path place : places) {
      try {
        return write(checkpoint, tokenizer, place, name);
      } catch (IOException e) {
        refusal.addSuppressed(e);
      }
    }
    throw new UncheckedIOException(
        "The weights of %s for whisper.cpp cannot be written to any of %s; make one of them"
                .formatted(checkpoint.file(), places)
            + " writable, or name a file with --ggml.",
        refusal);
  }

  private static Path write(
      WhisperCheckpoint checkpoint, Tokenizer tokenizer, Path place, String name)
      throws IOException {
    Files.createDirectories(place);
    try (FileChannel channel =
            FileChannel.open(
                place.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = channel.lock()) {
      Path finished = place.resolve(name);
      if (!Files.isRegularFile(finished)) {
        // Always the same name, so that what a killed process left behind is written over.
        Path unfinished = place.resolve(name + ".unfinished");
        try {
          try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
            GgmlWriter.write(checkpoint, tokenizer, out);
          }
          Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE);
        } finally {
          Files.deleteIfExists(unfinished);
        }
      }
      return finished;
    }
  }
}
