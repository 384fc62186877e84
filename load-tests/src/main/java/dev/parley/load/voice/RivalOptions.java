package dev.parley.load.voice;

import dev.parley.client.cli.terminal.CommandFailure;
import dev.parley.inference.store.ModelStore;
import dev.parley.inference.store.StoredModel;
import dev.parley.load.corpus.ScratchFolder;
import dev.parley.load.peer.PeerProcess;
import dev.parley.load.voice.Speaker.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which voices Parley is compared with, and where Python has them.
public final class RivalOptions {
  private static final String HIBARI = "hibari-tts";
  private static final String PIPER = "piper-tts";
  private static final String KOKORO = "kokoro-onnx";

  @Option(
      names = "--engines",
      split = ",",
      paramLabel = "NAME",
      description =
          "Other voices: hibari-tts, piper-tts, kokoro-onnx, or none; they need --python"
              + " (default: ${DEFAULT-VALUE}).")
  private List<String> engines = List.of(HIBARI, PIPER);

  @Option(
      names = "--python",
      paramLabel = "PROGRAM",
      description =
          "Count word errors and ask faster-whisper too, with a Python that has faster-whisper,"
              + " jiwer and whisper-normalizer.")
  private @Nullable String python;

  @Option(
      names = "--voices-python",
      paramLabel = "PROGRAM",
      description = "Python that has the other voices (default: that of --python).")
  private @Nullable String voicesPython;

  @Option(
      names = "--piper",
      paramLabel = "FILE",
      description = "Voice of piper-tts, an .onnx file (default: the first of the model store).")
  private @Nullable Path piper;

  @Mixin private KokoroOptions kokoro = new KokoroOptions();

  /// The Python for scoring, if the user has one.
  Optional<String> python() {
    return Optional.ofNullable(python);
  }

  /// Starts the other voices.
  ///
  /// @param voice the name of Parley's, which kokoro-onnx takes as well
  /// @param threads that each may use
  void addTo(
      List<Speaker> speakers, ModelStore store, String voice, int threads, ScratchFolder folder)
      throws IOException {
    String interpreter = voicesPython == null ? python : voicesPython;
    if (interpreter == null) {
      return;
    }
    for (String name : engines) {
      List<String> arguments = new ArrayList<>();
      Engine engine;
      switch (name) {
        case HIBARI -> {
          engine = Engine.HIBARI;
          arguments.add(HIBARI);
        }
        case PIPER -> {
          engine = Engine.PIPER;
          arguments.addAll(List.of(PIPER, piperVoice(store).toString()));
        }
        case KOKORO -> {
          engine = Engine.KOKORO;
          arguments.add(KOKORO);
          arguments.addAll(kokoro.arguments(voice));
        }
        case "none" -> {
          continue;
        }
        default ->
            throw new CommandFailure(
                "There is no voice '%s' to compare with; choose hibari-tts, piper-tts, kokoro-onnx"
                        .formatted(name)
                    + " or none.");
      }
      arguments.addAll(List.of("--threads", Integer.toString(threads)));
      speakers.add(
          new Speaker(PeerProcess.python(interpreter, arguments), engine, threads, folder));
    }
  }

  private Path piperVoice(ModelStore store) throws IOException {
    if (piper != null) {
      return piper;
    }
    String model =
        store.list().stream()
            .map(StoredModel::name)
            .filter(name -> name.startsWith("piper-"))
            .findFirst()
            .orElseThrow(
                () ->
                    new CommandFailure(
                        "The model store has no voice of Piper; name one with --piper."));
    try (Stream<Path> files = Files.list(store.obtain(model))) {
      return files
          .filter(file -> file.toString().endsWith(".onnx"))
          .findFirst()
          .orElseThrow(
              () ->
                  new CommandFailure(
                      "The model %s has no .onnx file; name one with --piper.".formatted(model)));
    }
  }
}
