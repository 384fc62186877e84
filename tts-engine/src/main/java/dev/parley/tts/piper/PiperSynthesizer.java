package dev.parley.tts.piper;

import dev.parley.inference.InferenceExecutor;
import dev.parley.inference.InferenceExecutor.Urgency;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.store.ModelStore;
import dev.parley.tts.Voice;
import dev.parley.tts.phoneme.Phonemes;
import dev.parley.tts.pronunciation.PhonemeInventory;
import dev.parley.tts.pronunciation.Pronouncer;
import dev.parley.tts.stream.ChunkParts;
import dev.parley.tts.stream.ChunkSpeaker;
import dev.parley.tts.stream.ChunkedSynthesizer;
import dev.parley.tts.stream.ModelUse;
import dev.parley.tts.stream.Passage;
import dev.parley.tts.stream.SpokenChunk;
import dev.parley.tts.text.SpeakableText;
import dev.parley.tts.waveform.Utterance;
import dev.parley.tts.waveform.UtteranceListener;
import dev.parley.tts.waveform.WordTimes;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A voice of the Piper project with all its speakers, in any language of espeak-ng.
///
/// All models run on the executor. The first chunk of a reply goes before other work, the later
/// ones are made ahead of the listener. The pitch of the voice cannot be changed.
public final class PiperSynthesizer implements ChunkedSynthesizer {
  /// The engine of its voices.
  public static final String ENGINE = PiperVoice.ENGINE;

  /// What every language can say, to warm up and to measure how loud the voice is.
  private static final String SAMPLE = "1, 2, 3, 4, 5, 6, 7, 8.";

  private final PiperVoice voice;
  private final List<Voice> voices;
  private final PhonemeInventory inventory;
  private final LanguagePhonemizers phonemizers;
  private final InferenceExecutor executor;
  private final ModelUse use = new ModelUse();

  private PiperSynthesizer(
      PiperVoice voice, LanguagePhonemizers phonemizers, InferenceExecutor executor) {
    this.voice = voice;
    this.voices = voice.voices();
    this.inventory = new PiperInventory(voice);
    this.phonemizers = phonemizers;
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
  /// @param executor on which the networks run; stays open
  public static PiperSynthesizer load(
      Path network,
      String licence,
      ModelStore store,
      OnnxRuntime runtime,
      InferenceExecutor executor) {
    PiperVoice voice = PiperVoice.load(network, licence, runtime);
    try {
      LanguagePhonemizers phonemizers =
          LanguagePhonemizers.of(voice.voices().getFirst().language(), voice.espeakVoice(), store);
      PiperVoice levelled =
          executor
              .submit(
                  Urgency.FINAL,
                  () -> voice.levelled(phonemizers.own().phonemize(SAMPLE).symbols()))
              .join();
      return new PiperSynthesizer(levelled, phonemizers, executor);
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
  public ChunkSpeaker speaker(Voice chosen) {
    int speaker = voices.indexOf(chosen);
    if (speaker < 0) {
      throw new IllegalArgumentException(
          "There is no voice '%s' here; choose '%s'."
              .formatted(chosen.name(), voices.getFirst().name()));
    }
    return new Speaker(speaker);
  }

  /// Waits for the runs that are under way. Streams that go on fail.
  @Override
  public void close() {
    use.end(
        () -> {
          voice.close();
          phonemizers.close();
        });
  }

  private SpokenChunk speak(Passage passage, int speaker) {
    SpeakableText text = SpeakableText.of(passage.chunk().text());
    return use.during(
        () -> {
          Phonemes phonemes = pronouncer(passage).read(text, passage.replacements());
          Utterance utterance = speak(phonemes, passage, speaker);
          return new SpokenChunk(utterance.samples(), WordTimes.of(phonemes, utterance, text));
        });
  }

  /// @return whether it was spoken in parts
  private boolean speakInParts(Passage passage, int speaker, ChunkParts parts) {
    SpeakableText text = SpeakableText.of(passage.chunk().text());
    return use.during(
        () -> {
          Phonemes phonemes = pronouncer(passage).read(text, passage.replacements());
          PartListener listener = new PartListener(parts, phonemes, text);
          boolean spoken =
              voice.speak(
                  phonemes.symbols(),
                  speaker,
                  passage.prosody(),
                  passage.chunk().boundary(),
                  listener);
          if (!spoken) {
            listener.begin(speak(phonemes, passage, speaker), true);
          } else if (!listener.begun) {
            parts.add(new float[0], List.of(), true);
          }
          return spoken;
        });
  }

  private Pronouncer pronouncer(Passage passage) {
    return new Pronouncer(phonemizers.of(passage.language()), inventory);
  }

  private Utterance speak(Phonemes phonemes, Passage passage, int speaker) {
    return voice.speak(phonemes.symbols(), speaker, passage.prosody(), passage.chunk().boundary());
  }

  /// Makes chunks of an utterance while it comes.
  private static final class PartListener implements UtteranceListener {
    private final ChunkParts parts;
    private final Phonemes phonemes;
    private final SpeakableText text;
    private boolean begun;

    PartListener(ChunkParts parts, Phonemes phonemes, SpeakableText text) {
      this.parts = parts;
      this.phonemes = phonemes;
      this.text = text;
    }

    @Override
    public boolean isListening() {
      return parts.isWanted();
    }

    @Override
    public void begin(Utterance beginning, boolean last) {
      begun = true;
      parts.add(beginning.samples(), WordTimes.of(phonemes, beginning, text), last);
    }

    @Override
    public void continueWith(float[] samples, boolean last) {
      parts.add(samples, List.of(), last);
    }
  }

  private final class Speaker implements ChunkSpeaker {
    private final int number;

    Speaker(int number) {
      this.number = number;
    }

    @Override
    public PhonemeInventory phonemes() {
      return inventory;
    }

    @Override
    public boolean speaksFirstAlone() {
      return true;
    }

    @Override
    public CompletableFuture<SpokenChunk> speak(Passage passage, boolean first) {
      if (!first) {
        return executor.submit(Urgency.AHEAD, () -> PiperSynthesizer.this.speak(passage, number));
      }
      ChunkParts parts = new ChunkParts();
      parts.comeFrom(executor.submit(Urgency.FINAL, () -> speakInParts(passage, number, parts)));
      return parts.first();
    }
  }
}
