package dev.parley.client.cli.local;

import dev.parley.asr.SpeechRecognizer;
import dev.parley.asr.model.WhisperModelLoader;
import dev.parley.asr.stream.WhisperRecognizer;
import dev.parley.asr.token.Tokenizer;
import dev.parley.client.cli.terminal.Progress;
import dev.parley.client.cli.terminal.Terminal;
import dev.parley.inference.InferenceExecutor;
import dev.parley.inference.onnx.Accelerator;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.store.ModelStore;
import java.nio.file.Path;
import java.util.List;

/// Loads engines into this process, and says so on the terminal.
public final class LocalEngines implements AutoCloseable {
  private static final int QUEUED_RUNS = 256;

  private final Terminal terminal;
  private final ModelStore store = ModelStore.standard();
  private final OnnxRuntime runtime = OnnxRuntime.start(Accelerator.AUTO);
  private final InferenceExecutor executor = new InferenceExecutor(2, QUEUED_RUNS);

  public LocalEngines(Terminal terminal) {
    this.terminal = terminal;
  }

  /// Loads a recogniser, which the caller closes before these engines.
  public SpeechRecognizer recognizer(String model) {
    PullProgress.pull(store, List.of(model), terminal);
    try (Progress progress = new Progress(terminal)) {
      progress.show("Loading " + model + "…");
      Path folder = store.obtain(model);
      return new WhisperRecognizer(
          model,
          new WhisperModelLoader(runtime).load(folder),
          Tokenizer.read(folder.resolve("tokenizer.json")),
          executor);
    }
  }

  @Override
  public void close() {
    executor.close();
  }
}
