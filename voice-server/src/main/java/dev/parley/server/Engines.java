package dev.parley.server;

import dev.parley.asr.SpeechRecognizer;
import dev.parley.asr.graph.Precision;
import dev.parley.asr.stream.WhisperRecognizer;
import dev.parley.audio.turn.EndOfTurnModel;
import dev.parley.audio.turn.SmartTurn;
import dev.parley.audio.vad.SileroVad;
import dev.parley.audio.vad.VoiceActivityModel;
import dev.parley.inference.InferenceExecutor;
import dev.parley.inference.onnx.Accelerator;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.store.ModelStore;
import dev.parley.inference.store.PullListener;
import dev.parley.server.config.ConfigException;
import dev.parley.server.config.ServerConfig.InferenceSettings;
import dev.parley.tts.SpeechSynthesizer;
import dev.parley.tts.catalogue.CatalogueSynthesizer;
import dev.parley.tts.catalogue.CatalogueVoice;
import dev.parley.tts.catalogue.VoiceCatalogue;
import dev.parley.tts.stream.PhraseCache;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The speech engines of a process: what hears and what speaks, with the threads that they share.
///
/// An engine is loaded when it is first asked for, and its model pulled if it is not in the store.
/// Thread-safe. Whoever closes the engines has ended all streams before.
public final class Engines implements AutoCloseable {
  private static final int MAX_INFERENCE_THREADS = 4;
  private static final int MAX_WAITING_RUNS = 256;

  private final InferenceSettings settings;
  private final ModelStore store;
  private final PullListener listener;
  private final OnnxRuntime runtime;
  private final InferenceExecutor executor;

  private @Nullable SpeechRecognizer recognizer;
  private @Nullable SpeechSynthesizer synthesizer;
  private @Nullable VoiceActivityModel voiceActivity;
  private @Nullable EndOfTurnModel endOfTurn;

  private Engines(
      InferenceSettings settings, ModelStore store, PullListener listener, OnnxRuntime runtime) {
    this.settings = settings;
    this.store = store;
    this.listener = listener;
    this.runtime = runtime;
    this.executor =
        new InferenceExecutor(
            Math.min(settings.threads(), MAX_INFERENCE_THREADS), MAX_WAITING_RUNS);
  }

  /// Starts the runtime; loads no model yet.
  ///
  /// @param listener follows the download of models
  /// @throws ConfigException if the accelerator is unknown
  /// @throws dev.parley.inference.onnx.AcceleratorUnavailableException if it cannot be used
  public static Engines open(InferenceSettings settings, ModelStore store, PullListener listener) {
    return new Engines(
        settings,
        store,
        listener,
        OnnxRuntime.start(accelerator(settings.accelerator()), settings.threads()));
  }

  /// The models that [#recognizer], [#synthesizer], [#voiceActivity] and [#endOfTurn] need.
  ///
  /// @param voice the default voice
  /// @throws ConfigException if there is no such voice
  public static List<String> models(InferenceSettings settings, String voice, ModelStore store) {
    List<String> models = new ArrayList<>(List.of(settings.model(), "silero-vad", "smart-turn"));
    models.addAll(voice(voice, store).models());
    return models;
  }

  public OnnxRuntime runtime() {
    return runtime;
  }

  /// The threads on which all models run.
  public InferenceExecutor executor() {
    return executor;
  }

  public ModelStore store() {
    return store;
  }

  /// What hears.
  public synchronized SpeechRecognizer recognizer() {
    if (recognizer == null) {
      recognizer =
          WhisperRecognizer.load(
              obtain(settings.model()),
              precision(settings.precision()),
              settings.windowMargin(),
              voiceActivity(),
              runtime,
              executor);
    }
    return recognizer;
  }

  /// What speaks: all voices that are in the store.
  ///
  /// @param voice the default voice, which is pulled if it is missing; asking again does not change
  ///     it
  /// @param phrases remembers what is said
  /// @throws ConfigException if there is no such voice
  public synchronized SpeechSynthesizer synthesizer(String voice, PhraseCache phrases) {
    if (synthesizer == null) {
      store.pull(voice(voice, store).models(), listener);
      synthesizer = CatalogueSynthesizer.load(voice, store, runtime, executor, phrases);
    }
    return synthesizer;
  }

  /// What tells speech from silence.
  public synchronized VoiceActivityModel voiceActivity() {
    if (voiceActivity == null) {
      voiceActivity = SileroVad.load(runtime, obtain("silero-vad"));
    }
    return voiceActivity;
  }

  /// What tells a pause from the end of a turn by its sound.
  public synchronized EndOfTurnModel endOfTurn() {
    if (endOfTurn == null) {
      endOfTurn = SmartTurn.load(runtime, executor, obtain("smart-turn"));
    }
    return endOfTurn;
  }

  /// Lets the present runs end and frees the models. Safe to call twice.
  @Override
  public synchronized void close() {
    executor.close();
    if (recognizer != null) {
      recognizer.close();
    }
    if (synthesizer != null) {
      synthesizer.close();
    }
    if (voiceActivity != null) {
      voiceActivity.close();
    }
    if (endOfTurn != null) {
      endOfTurn.close();
    }
  }

  private static CatalogueVoice voice(String name, ModelStore store) {
    return VoiceCatalogue.of(store)
        .find(name)
        .orElseThrow(
            () ->
                new ConfigException(
                    "There is no voice '%s'; 'parley speak --voice list' shows those that there are."
                        .formatted(name)));
  }

  private Path obtain(String model) {
    return store.obtain(model, listener);
  }

  private static Precision precision(String name) {
    try {
      return Precision.of(name);
    } catch (IllegalArgumentException e) {
      throw new ConfigException("The configuration's 'inference.precision': " + e.getMessage());
    }
  }

  private static Accelerator accelerator(String name) {
    try {
      return Accelerator.of(name);
    } catch (IllegalArgumentException e) {
      throw new ConfigException("The configuration's 'inference.accelerator': " + e.getMessage());
    }
  }
}
