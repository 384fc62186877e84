package dev.parley.tts.kokoro;

import dev.parley.audio.PcmFormat;
import dev.parley.inference.InferenceExecutor;
import dev.parley.inference.InferenceExecutor.Urgency;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.tts.Voice;
import dev.parley.tts.phoneme.Phonemes;
import dev.parley.tts.phoneme.Phonemizer;
import dev.parley.tts.pronunciation.PhonemeInventory;
import dev.parley.tts.pronunciation.Pronouncer;
import dev.parley.tts.stream.ChunkSpeaker;
import dev.parley.tts.stream.ChunkedSynthesizer;
import dev.parley.tts.stream.ModelUse;
import dev.parley.tts.stream.Passage;
import dev.parley.tts.stream.SpokenChunk;
import dev.parley.tts.text.SpeakableText;
import dev.parley.tts.waveform.Utterance;
import dev.parley.tts.waveform.WordTimes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// The voices of Kokoro-82M. All share one network, so a voice more costs half a megabyte.
///
/// All models run on the executor. The first chunk of a reply goes before other work, the later
/// ones are made ahead of the listener. The pitch of the voices cannot be changed.
public final class KokoroSynthesizer implements ChunkedSynthesizer {
  /// The engine of its voices.
  public static final String ENGINE = "kokoro";

  /// The format of its voices.
  public static final PcmFormat FORMAT = new PcmFormat(KokoroNetwork.SAMPLE_RATE);

  /// What every language can say, to warm up and to measure how loud a voice is.
  private static final String SAMPLE = "1, 2, 3, 4, 5, 6, 7, 8.";

  private final List<Voice> voices;
  private final KokoroNetwork network;
  private final VoiceParts parts;
  private final InferenceExecutor executor;
  private final ModelUse use = new ModelUse();
  private final Map<Voice, ChunkSpeaker> speakers = new ConcurrentHashMap<>();

  private KokoroSynthesizer(
      List<Voice> voices, KokoroNetwork network, VoiceParts parts, InferenceExecutor executor) {
    this.voices = List.copyOf(voices);
    this.network = network;
    this.parts = parts;
    this.executor = executor;
  }

  /// Loads the network, whose voices are loaded when they are first used.
  ///
  /// @param voices that can be had from `parts`, each of a [KokoroLanguage]
  /// @param network an ONNX export of it, of any precision
  /// @param executor on which all models run; stays open
  /// @throws java.io.UncheckedIOException with a sentence if the network cannot be read
  /// @throws IllegalArgumentException with a sentence if it is another one
  public static KokoroSynthesizer load(
      List<Voice> voices,
      Path network,
      VoiceParts parts,
      OnnxRuntime runtime,
      InferenceExecutor executor) {
    return new KokoroSynthesizer(voices, KokoroNetwork.load(network, runtime), parts, executor);
  }

  @Override
  public List<Voice> voices() {
    return voices;
  }

  @Override
  public void prepare(Voice voice) {
    speaker(voice);
  }

  @Override
  public ChunkSpeaker speaker(Voice chosen) {
    if (!voices.contains(chosen)) {
      throw new IllegalArgumentException(
          "There is no voice '%s' here; choose '%s'."
              .formatted(chosen.name(), voices.getFirst().name()));
    }
    return speakers.computeIfAbsent(chosen, this::loaded);
  }

  /// Waits for the runs that are under way. Streams that go on fail.
  @Override
  public void close() {
    use.end(network::close);
  }

  private ChunkSpeaker loaded(Voice wanted) {
    KokoroLanguage language = KokoroLanguage.tagged(wanted.language());
    Phonemizer phonemizer = parts.phonemizer(wanted);
    KokoroVoice voice = KokoroVoice.of(network, StyleTable.read(parts.styles(wanted)));
    KokoroVoice levelled =
        executor
            .submit(
                Urgency.FINAL,
                () -> use.during(() -> voice.levelled(phonemizer.phonemize(SAMPLE).symbols())))
            .join();
    return new Speaker(
        levelled, new Pronouncer(phonemizer, KokoroInventory.of(language, network::knows)));
  }

  private final class Speaker implements ChunkSpeaker {
    private final KokoroVoice voice;
    private final Pronouncer pronouncer;

    Speaker(KokoroVoice voice, Pronouncer pronouncer) {
      this.voice = voice;
      this.pronouncer = pronouncer;
    }

    @Override
    public PhonemeInventory phonemes() {
      return pronouncer.inventory();
    }

    @Override
    public boolean speaksFirstAlone() {
      return true;
    }

    @Override
    public CompletableFuture<SpokenChunk> speak(Passage passage, boolean first) {
      return executor.submit(
          first ? Urgency.FINAL : Urgency.AHEAD, () -> use.during(() -> spoken(passage)));
    }

    private SpokenChunk spoken(Passage passage) {
      SpeakableText text = SpeakableText.of(passage.chunk().text());
      Phonemes phonemes = pronouncer.read(text, passage.replacements());
      Utterance utterance =
          voice.speak(phonemes.symbols(), passage.prosody(), passage.chunk().boundary());
      return new SpokenChunk(utterance.samples(), WordTimes.of(phonemes, utterance, text));
    }
  }
}
