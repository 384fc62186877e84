package dev.parley.asr.stream;

import dev.parley.asr.RecognitionOptions;
import dev.parley.asr.RecognitionStream;
import dev.parley.asr.SpeechRecognizer;
import dev.parley.asr.Transcript;
import dev.parley.asr.decoding.WindowDecoder;
import dev.parley.asr.graph.Precision;
import dev.parley.asr.model.WhisperModel;
import dev.parley.asr.model.WhisperModelLoader;
import dev.parley.asr.token.SpecialTokens;
import dev.parley.asr.token.Tokenizer;
import dev.parley.audio.feature.LogMel;
import dev.parley.audio.vad.VoiceActivityModel;
import dev.parley.inference.InferenceExecutor;
import dev.parley.inference.onnx.OnnxRuntime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Whisper as a recogniser. The streams share the model and the inference threads; each has a
/// virtual thread that decodes and calls its listener.
public final class WhisperRecognizer implements SpeechRecognizer {
  /// Silence that is added to the speech of a window, the least with which the words are nearly as
  /// right as with whole windows of 30 s.
  public static final Duration WINDOW_MARGIN = Duration.ofMillis(1920);

  private final String name;
  private final WhisperModel model;
  private final SpecialTokens special;
  private final Engine engine;
  private final AtomicBoolean closed = new AtomicBoolean();

  /// @param name for reports
  /// @param model owned by the recogniser from here on
  /// @param voices tells where somebody speaks; stays the caller's, and outlives the recogniser
  /// @param windowMargin silence that is added to the speech of a window, such as [#WINDOW_MARGIN];
  ///     with 30 s, all windows are whole: slower, and a little more exact
  public WhisperRecognizer(
      String name,
      WhisperModel model,
      Tokenizer tokenizer,
      VoiceActivityModel voices,
      Duration windowMargin) {
    this(name, model, tokenizer, voices, windowMargin, System::nanoTime);
  }

  /// @param clock nanoseconds that only grow
  WhisperRecognizer(
      String name,
      WhisperModel model,
      Tokenizer tokenizer,
      VoiceActivityModel voices,
      Duration windowMargin,
      LongSupplier clock) {
    this.name = name;
    this.model = model;
    this.special = tokenizer.special();
    this.engine =
        new Engine(
            new WindowDecoder(model, tokenizer),
            tokenizer,
            model.dimensions(),
            voices,
            Math.toIntExact(windowMargin.toMillis() * 16 / LogMel.HOP),
            clock);
  }

  /// Loads a checkpoint; on its first use this takes seconds more, because its graphs are written.
  ///
  /// @param folder holds the weights and `tokenizer.json`, such as
  ///     `ModelStore.obtain("whisper-base")`; its name becomes that of the recogniser
  /// @param precision of the weights
  /// @param windowMargin silence that is added to the speech of a window, such as [#WINDOW_MARGIN]
  /// @param voices tells where somebody speaks; stays the caller's, and outlives the recogniser
  /// @param executor where the model runs; stays the caller's, and outlives the recogniser
  /// @throws RuntimeException with a sentence if the checkpoint is missing or damaged
  public static WhisperRecognizer load(
      Path folder,
      Precision precision,
      Duration windowMargin,
      VoiceActivityModel voices,
      OnnxRuntime runtime,
      InferenceExecutor executor) {
    Tokenizer tokenizer = Tokenizer.read(folder.resolve("tokenizer.json"));
    WhisperModel model = new WhisperModelLoader(runtime, executor, precision).load(folder);
    return new WhisperRecognizer(
        String.valueOf(folder.getFileName()), model, tokenizer, voices, windowMargin);
  }

  @Override
  public RecognitionStream open(RecognitionOptions options, Consumer<Transcript> listener) {
    if (closed.get()) {
      throw new IllegalStateException("The recogniser is closed.");
    }
    RecognitionOptions known = checked(options);
    WorkedStream stream =
        switch (options.mode()) {
          case LIVE -> new LiveStream(engine, known, listener);
          case FILE -> new FileStream(engine, known, listener);
        };
    stream.start();
    return stream;
  }

  @Override
  public List<String> languages() {
    return special.multilingual() ? List.copyOf(special.languages().keySet()) : List.of("en");
  }

  @Override
  public String name() {
    return name;
  }

  /// Waits for a run that a cancelled stream may have left, then frees the model.
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      model.close();
    }
  }

  private RecognitionOptions checked(RecognitionOptions options) {
    for (String language : options.languages()) {
      if (!languages().contains(language)) {
        throw new IllegalArgumentException(
            "%s does not know the language '%s'. It knows: %s."
                .formatted(name, language, String.join(", ", languages())));
      }
    }
    if (options.task() == RecognitionOptions.Task.TRANSLATE && !special.multilingual()) {
      throw new IllegalArgumentException(
          name + " knows only English, so it cannot translate. Choose a multilingual model.");
    }
    return options;
  }
}
