package dev.parley.load.voice;

import dev.parley.client.cli.terminal.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which files kokoro-onnx speaks with.
public final class KokoroOptions {
  @Option(
      names = "--kokoro",
      paramLabel = "FILE",
      description =
          "Network of kokoro-onnx, an .onnx file; for a fair duel the one in Parley's model store.")
  private @Nullable Path network;

  @Option(
      names = "--kokoro-voices",
      paramLabel = "FILE",
      description = "Voices of kokoro-onnx, such as voices-v1.0.bin; --voice chooses one of them.")
  private @Nullable Path voices;

  /// What `peer.py` is told besides the engine.
  ///
  /// @param voice one of the file's
  /// @throws CommandFailure with a sentence if a file was not named or is missing
  List<String> arguments(String voice) {
    return List.of(
        existing(network, "--kokoro", "its network, an .onnx file").toString(),
        "--voices",
        existing(voices, "--kokoro-voices", "its voices, such as voices-v1.0.bin").toString(),
        "--voice",
        voice);
  }

  private static Path existing(@Nullable Path file, String option, String content) {
    if (file == null) {
      throw new CommandFailure(
          "kokoro-onnx needs %s; name the file with %s.".formatted(content, option));
    }
    if (!Files.isRegularFile(file)) {
      throw new CommandFailure(
          "There is no file %s; name %s with %s.".formatted(file, content, option));
    }
    return file;
  }
}
