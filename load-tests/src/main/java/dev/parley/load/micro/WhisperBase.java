package dev.parley.load.micro;

import dev.parley.asr.model.OnnxWhisperModel;
import dev.parley.asr.model.WhisperModelLoader;
import dev.parley.asr.token.Tokenizer;
import dev.parley.inference.InferenceExecutor;
import dev.parley.inference.onnx.Accelerator;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.store.ModelStore;
import java.nio.file.Path;

/// Whisper base in 8 bits on the processor, with as many threads as the machine has processors.
final class WhisperBase implements AutoCloseable {
  static final String NAME = "whisper-base";

  private static final int MAX_WAITING_RUNS = 256;

  private final InferenceExecutor executor;
  private final OnnxWhisperModel model;

  private WhisperBase(InferenceExecutor executor, OnnxWhisperModel model) {
    this.executor = executor;
    this.model = model;
  }

  static Tokenizer tokenizer() {
    return Tokenizer.read(folder().resolve("tokenizer.json"));
  }

  /// Loads and warms up.
  static WhisperBase load() {
    int threads = Runtime.getRuntime().availableProcessors();
    OnnxRuntime runtime = OnnxRuntime.start(Accelerator.CPU, threads);
    InferenceExecutor executor = new InferenceExecutor(threads, MAX_WAITING_RUNS);
    try {
      return new WhisperBase(executor, new WhisperModelLoader(runtime, executor).load(folder()));
    } catch (RuntimeException e) {
      executor.close();
      throw e;
    }
  }

  OnnxWhisperModel model() {
    return model;
  }

  @Override
  public void close() {
    model.close();
    executor.close();
  }

  private static Path folder() {
    return ModelStore.standard().obtain(NAME);
  }
}
