package dev.parley.tts.piper;

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
import dev.parley.tts.english.SpokenFormPhonemizer;
import dev.parley.tts.espeak.EspeakPhonemizer;
import dev.parley.tts.phoneme.Phonemes;
import dev.parley.tts.phoneme.Phonemizer;
import dev.parley.tts.stream.ChunkedSynthesisStream;
import dev.parley.tts.stream.ModelUse;
import dev.parley.tts.stream.SpokenChunk;
import dev.parley.tts.text.SpeakableText;
import dev.parley.tts.text.TextChunk;
import dev.parley.tts.waveform.Utterance;
import dev.parley.tts.waveform.WordTimes;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// A voice of the Piper project with all its speakers, in any language of espeak-ng.
///
/// All models run on the executor. The first chunk of a reply goes before other work, the later
/// ones are made ahead of the listener.
public final class PiperSynthesizer implements SpeechSynthesizer {
  /// The engine of its voices.
  public static final String ENGINE = PiperVoice.ENGINE;

  /// What every language can say, to warm up and to measure how loud the voice is.
  private static final String SAMPLE = "1, 2, 3, 4, 5, 6, 7, 8.";

  private final PiperVoice voice;
  private final List<Voice> voices;
  private final Phonemizer phonemizer;
  private final InferenceExecutor executor;
  private final ModelUse use = new ModelUse();

  /// @param voice is closed with the synthesiser
  /// @param phonemizer is closed with the synthesiser
  /// @param executor on which both run; stays open
  public PiperSynthesizer(PiperVoice voice, Phonemizer phonemizer, InferenceExecutor executor) {
    this.voice = voice;
    this.voices = voice.voices();
    this.phonemizer = phonemizer;
    this.executor = executor;
  }

  /// The voices of a network that is not loaded: what [#voices] says when it is.
  ///
  /// @param network `NAME.onnx`, beside which is `NAME.onnx.json`
  /// @param licence SPDX identifier of the voice's licence, or where it is told
  /// @throws UncheckedIOException with a sentence if the settings cannot be read
  /// @throws IllegalArgumentException with a sentence if Parley cannot speak with such a voice
  public static List<Voice> voicesOf(Path network, String licence) {
    return PiperVoice.voices(PiperConfig.of(network), licence);
  }

  /// Loads any Piper voice and warms it up; obtains espeak-ng.
  ///
  /// @param network `NAME.onnx`, beside which is `NAME.onnx.json`
  /// @param licence SPDX identifier of the voice's licence
  public static PiperSynthesizer load(
      Path network,
      String licence,
      ModelStore store,
      OnnxRuntime runtime,
      InferenceExecutor executor) {
    PiperVoice voice = PiperVoice.load(network, licence, runtime);
    try {
      Phonemizer phonemizer = phonemizer(store, voice.espeakVoice());
      PiperVoice levelled =
          executor
              .submit(Urgency.FINAL, () -> voice.levelled(phonemizer.phonemize(SAMPLE).symbols()))
              .join();
      return new PiperSynthesizer(levelled, phonemizer, executor);
    } catch (RuntimeException e) {
      voice.close();
      throw e;
    }
  }

  @Override
  public List<Voice> voices() {
    return voices;
  }

  @Override
  public SynthesisStream open(
      Voice chosen, SynthesisSettings settings, Consumer<SynthesizedAudio> listener) {
    int speaker = voices.indexOf(chosen);
    if (speaker < 0) {
      throw new IllegalArgumentException(
          "There is no voice '%s' here; choose '%s'."
              .formatted(chosen.name(), voices.getFirst().name()));
    }
    return ChunkedSynthesisStream.open(
        chosen.name(),
        chosen.format(),
        (chunk, first) ->
            executor.submit(
                first ? Urgency.FINAL : Urgency.AHEAD,
                () -> speak(chunk, speaker, settings.speed())),
        listener);
  }

  /// Waits for the runs that are under way. Streams that go on fail.
  @Override
  public void close() {
    use.end(
        () -> {
          voice.close();
          phonemizer.close();
        });
  }

  private SpokenChunk speak(TextChunk chunk, int speaker, double speed) {
    SpeakableText text = SpeakableText.of(chunk.text());
    return use.during(
        () -> {
          Phonemes phonemes = phonemizer.phonemize(text.text());
          Utterance utterance = voice.speak(phonemes.symbols(), speaker, speed, chunk.boundary());
          return new SpokenChunk(utterance.samples(), WordTimes.of(phonemes, utterance, text));
        });
  }

  private static Phonemizer phonemizer(ModelStore store, String espeakVoice) {
    Phonemizer espeak = EspeakPhonemizer.load(store, espeakVoice);
    if (!espeakVoice.startsWith("en")) {
      return espeak;
    }
    Accent accent = espeakVoice.startsWith("en-us") ? Accent.AMERICAN : Accent.BRITISH;
    return new SpokenFormPhonemizer(accent, espeak);
  }
}
