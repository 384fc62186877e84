package dev.parley.asr.graph;

import dev.parley.asr.checkpoint.WhisperCheckpoint;
import dev.parley.inference.cache.BuiltGraphs;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/// The graphs of a checkpoint on disk, written on first use and found again later, in a folder of
/// [BuiltGraphs] named after precision, builder version and the checkpoint's fingerprint.
///
/// @param folder holds the files
public record WhisperGraphs(Path folder) {
  /// The graphs of the checkpoint, written if they are nowhere yet.
  ///
  /// @throws UncheckedIOException if neither place can be written
  public static WhisperGraphs obtain(WhisperCheckpoint checkpoint, Precision precision) {
    return obtain(checkpoint, precision, BuiltGraphs.places(checkpoint.file()));
  }

  /// @param places where the graphs may be, the first writable one being where they are written
  static WhisperGraphs obtain(
      WhisperCheckpoint checkpoint, Precision precision, List<Path> places) {
    String name =
        "%s-v%d-%s".formatted(precision, WhisperGraphBuilder.VERSION, checkpoint.fingerprint());
    return new WhisperGraphs(
        BuiltGraphs.obtain(
            checkpoint.file(),
            places,
            name,
            folder -> WhisperGraphBuilder.write(checkpoint, precision, folder)));
  }

  public Path encoder() {
    return folder.resolve(WhisperGraphBuilder.ENCODER);
  }

  /// Tokens of one decoding.
  public Path tokens() {
    return folder.resolve(WhisperGraphBuilder.TOKENS);
  }

  /// Steps of [WhisperGraphBuilder#ROWS] decodings.
  public Path steps() {
    return folder.resolve(WhisperGraphBuilder.STEPS);
  }
}
