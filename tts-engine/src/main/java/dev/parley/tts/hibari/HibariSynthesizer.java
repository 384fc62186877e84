package dev.parley.tts.hibari;

import dev.parley.audio.PcmFormat;
import dev.parley.inference.InferenceExecutor;
import dev.parley.inference.InferenceExecutor.Urgency;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.tts.Voice;
import dev.parley.tts.phoneme.Phonemes;
import dev.parley.tts.phoneme.Phonemizer;
import dev.parley.tts.pronunciation.MisakiPhonemes;
import dev.parley.tts.pronunciation.PhonemeInventory;
import dev.parley.tts.pronunciation.Pronouncer;
import dev.parley.tts.stream.ChunkSpeaker;
import dev.parley.tts.stream.ChunkedSynthesizer;
import dev.parley.tts.stream.ModelUse;
import dev.parley.tts.stream.Passage;
import dev.parley.tts.stream.SpokenChunk;
import dev.parley.tts.text.SpeakableText;
import dev.parley.tts.text.TextChunk;
import dev.parley.tts.text.TextChunk.Boundary;
import dev.parley.tts.waveform.Utterance;
import dev.parley.tts.waveform.WordTimes;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// An English voice of the hibari project: small, and many times faster than speech on one thread.
///
/// All models run on the executor. The first chunk of a reply goes before other work, the later
/// ones are made ahead of the listener.
public final class HibariSynthesizer implements ChunkedSynthesizer {
  /// The engine of its voices.
  public static final String ENGINE = "hibari";

  /// The format of its voices.
  public static final PcmFormat FORMAT = new PcmFormat(HibariVocoder.SAMPLE_RATE);

  /// How often a sentence is spoken before the first listener comes, so that the JIT compiler has
  /// seen the vocoder.
  private static final int WARM_UPS = 8;

  /// What is said to measure how loud the voice is.
  private static final String SAMPLE =
      "The quick brown fox jumps over the lazy dog, and nobody at the old farm has seen why.";

  private final Voice voice;
  private final HibariVoice network;
  private final Pronouncer pronouncer;
  private final InferenceExecutor executor;
  private final ModelUse use = new ModelUse();

  private HibariSynthesizer(
      Voice voice, HibariVoice network, Phonemizer phonemizer, InferenceExecutor executor) {
    this.voice = voice;
    this.network = network;
    this.pronouncer =
        new Pronouncer(
            phonemizer, new MisakiPhonemes(voice.language().equals("en-GB"), network::knows));
    this.executor = executor;
  }

  /// Loads a voice and warms it up.
  ///
  /// @param voice what it is called and sounds like
  /// @param folder the files of its model
  /// @param phonemizer of its accent; stays open, and must for as long as the synthesiser is
  /// @param executor on which both run; stays open
  public static HibariSynthesizer load(
      Voice voice,
      Path folder,
      Phonemizer phonemizer,
      OnnxRuntime runtime,
      InferenceExecutor executor) {
    HibariVoice network = HibariVoice.load(folder, runtime);
    HibariVoice levelled =
        executor
            .submit(Urgency.FINAL, () -> network.levelled(phonemizer.phonemize(SAMPLE).symbols()))
            .join();
    HibariSynthesizer synthesizer = new HibariSynthesizer(voice, levelled, phonemizer, executor);
    Passage sentence =
        Passage.of(new TextChunk(0, "Hello, it is good to hear you.", Boundary.SENTENCE));
    for (int i = 0; i < WARM_UPS; i++) {
      executor.submit(Urgency.FINAL, () -> synthesizer.speak(sentence)).join();
    }
    return synthesizer;
  }

  @Override
  public List<Voice> voices() {
    return List.of(voice);
  }

  @Override
  public ChunkSpeaker speaker(Voice chosen) {
    if (!chosen.equals(voice)) {
      throw new IllegalArgumentException(
          "There is no voice '%s' here; choose '%s'.".formatted(chosen.name(), voice.name()));
    }
    return new Speaker();
  }

  /// Waits for the runs that are under way. Streams that go on fail.
  @Override
  public void close() {
    use.end(network::close);
  }

  private SpokenChunk speak(Passage passage) {
    SpeakableText text = SpeakableText.of(passage.chunk().text());
    return use.during(
        () -> {
          Phonemes phonemes = pronouncer.read(text, passage.replacements());
          Utterance utterance =
              network.speak(phonemes.symbols(), passage.prosody(), passage.chunk().boundary());
          return new SpokenChunk(utterance.samples(), WordTimes.of(phonemes, utterance, text));
        });
  }

  private final class Speaker implements ChunkSpeaker {
    @Override
    public PhonemeInventory phonemes() {
      return pronouncer.inventory();
    }

    @Override
    public boolean speaksFirstAlone() {
      return false;
    }

    @Override
    public CompletableFuture<SpokenChunk> speak(Passage passage, boolean first) {
      return executor.submit(
          first ? Urgency.FINAL : Urgency.AHEAD, () -> HibariSynthesizer.this.speak(passage));
    }
  }
}
