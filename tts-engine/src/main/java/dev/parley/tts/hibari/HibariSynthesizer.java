package dev.parley.tts.hibari;

import dev.parley.audio.PcmFormat;
import dev.parley.inference.InferenceExecutor;
import dev.parley.inference.InferenceExecutor.Urgency;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.store.ModelStore;
import dev.parley.tts.SpeechSynthesizer;
import dev.parley.tts.SynthesisSettings;
import dev.parley.tts.SynthesisStream;
import dev.parley.tts.SynthesizedAudio;
import dev.parley.tts.Voice;
import dev.parley.tts.english.Accent;
import dev.parley.tts.english.EnglishPhonemizer;
import dev.parley.tts.phoneme.Phonemes;
import dev.parley.tts.phoneme.Phonemizer;
import dev.parley.tts.stream.ChunkedSynthesisStream;
import dev.parley.tts.stream.SpokenChunk;
import dev.parley.tts.text.SpeakableText;
import dev.parley.tts.text.TextChunk;
import dev.parley.tts.text.TextChunk.Boundary;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;

/// The English voice "heart": small, and many times faster than speech on one thread.
///
/// All models run on the executor. The first chunk of a reply goes before other work, the later
/// ones are made ahead of the listener.
public final class HibariSynthesizer implements SpeechSynthesizer {
  private static final Voice HEART =
      new Voice("heart", "en-US", "hibari", "Apache-2.0", new PcmFormat(HibariVocoder.SAMPLE_RATE));

  /// How often a sentence is spoken before the first listener comes, so that the JIT compiler has
  /// seen the vocoder.
  private static final int WARM_UPS = 8;

  private final HibariVoice voice;
  private final Phonemizer phonemizer;
  private final InferenceExecutor executor;

  /// Read by all runs; freeing a model under a run would crash the process.
  private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();

  private boolean closed;

  /// @param voice is closed with the synthesiser
  /// @param phonemizer is closed with the synthesiser
  /// @param executor on which both run; stays open
  public HibariSynthesizer(HibariVoice voice, Phonemizer phonemizer, InferenceExecutor executor) {
    this.voice = voice;
    this.phonemizer = phonemizer;
    this.executor = executor;
  }

  /// Obtains the models, loads and warms them up.
  public static HibariSynthesizer load(
      ModelStore store, OnnxRuntime runtime, InferenceExecutor executor) {
    HibariSynthesizer synthesizer =
        new HibariSynthesizer(
            HibariVoice.load(store.obtain("hibari-heart"), runtime),
            EnglishPhonemizer.load(store.obtain("english-phonemes"), runtime, Accent.AMERICAN),
            executor);
    TextChunk sentence = new TextChunk(0, "Hello, it is good to hear you.", Boundary.SENTENCE);
    for (int i = 0; i < WARM_UPS; i++) {
      executor.submit(Urgency.FINAL, () -> synthesizer.speak(sentence, 1)).join();
    }
    return synthesizer;
  }

  @Override
  public List<Voice> voices() {
    return List.of(HEART);
  }

  @Override
  public SynthesisStream open(
      Voice chosen, SynthesisSettings settings, Consumer<SynthesizedAudio> listener) {
    if (!chosen.equals(HEART)) {
      throw new IllegalArgumentException(
          "There is no voice '%s' here; choose '%s'.".formatted(chosen.name(), HEART.name()));
    }
    return ChunkedSynthesisStream.open(
        HEART.name(),
        HEART.format(),
        (chunk, first) ->
            executor.submit(
                first ? Urgency.FINAL : Urgency.AHEAD, () -> speak(chunk, settings.speed())),
        listener);
  }

  /// Waits for the runs that are under way. Streams that go on fail.
  @Override
  public void close() {
    use.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        voice.close();
        phonemizer.close();
      }
    } finally {
      use.writeLock().unlock();
    }
  }

  private SpokenChunk speak(TextChunk chunk, double speed) {
    SpeakableText text = SpeakableText.of(chunk.text());
    use.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("The synthesiser is closed.");
      }
      Phonemes phonemes = phonemizer.phonemize(text.text());
      Utterance utterance = voice.speak(phonemes.symbols(), speed, chunk.boundary());
      return new SpokenChunk(utterance.samples(), WordTimes.of(phonemes, utterance, text));
    } finally {
      use.readLock().unlock();
    }
  }
}
