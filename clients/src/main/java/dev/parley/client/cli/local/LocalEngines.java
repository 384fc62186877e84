package dev.parley.client.cli.local;

import dev.parley.asr.SpeechRecognizer;
import dev.parley.client.cli.terminal.Progress;
import dev.parley.client.cli.terminal.Terminal;
import dev.parley.inference.store.ModelStore;
import dev.parley.server.Engines;
import dev.parley.server.config.ConfigLoader;
import dev.parley.server.config.ServerConfig;
import dev.parley.server.config.ServerConfig.InferenceSettings;
import dev.parley.tts.SpeechSynthesizer;
import dev.parley.tts.stream.PhraseCache;
import java.util.Optional;

/// The engines of this process, loaded with progress on the terminal.
public final class LocalEngines implements AutoCloseable {
  private final Terminal terminal;
  private final Engines engines;
  private final String voice;

  /// Starts the runtime as the environment configures it (`PARLEY_INFERENCE_…`).
  ///
  /// @param model another transcription model than the configured one
  public LocalEngines(Terminal terminal, Optional<String> model) {
    ServerConfig config = new ConfigLoader(System.getenv()).load(Optional.empty());
    InferenceSettings configured = config.inference();
    this.voice = config.conversation().voice();
    this.terminal = terminal;
    this.engines =
        Engines.open(
            new InferenceSettings(
                configured.accelerator(),
                configured.threads(),
                model.orElse(configured.model()),
                configured.precision(),
                configured.windowMargin()),
            ModelStore.standard(),
            PullProgress.on(terminal));
  }

  /// Loads what hears, unless it is. Closed with the engines.
  public SpeechRecognizer recognizer() {
    try (Progress progress = new Progress(terminal)) {
      progress.show("Loading the recogniser…");
      return engines.recognizer();
    }
  }

  /// Loads what speaks, unless it is. Closed with the engines.
  ///
  /// @param chosen the first voice, pulled if it is not here, instead of the configured one
  public SpeechSynthesizer synthesizer(Optional<String> chosen) {
    try (Progress progress = new Progress(terminal)) {
      progress.show("Loading the voice…");
      return engines.synthesizer(chosen.orElse(voice), PhraseCache.none());
    }
  }

  @Override
  public void close() {
    engines.close();
  }
}
