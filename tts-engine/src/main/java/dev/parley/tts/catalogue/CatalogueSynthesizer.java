package dev.parley.tts.catalogue;

import dev.parley.audio.PcmFormat;
import dev.parley.inference.InferenceExecutor;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.store.ModelStore;
import dev.parley.tts.Voice;
import dev.parley.tts.english.Accent;
import dev.parley.tts.english.EnglishPhonemizer;
import dev.parley.tts.hibari.HibariSynthesizer;
import dev.parley.tts.kokoro.KokoroLanguage;
import dev.parley.tts.kokoro.KokoroPhonemizer;
import dev.parley.tts.kokoro.KokoroSynthesizer;
import dev.parley.tts.kokoro.VoiceParts;
import dev.parley.tts.phoneme.Phonemizer;
import dev.parley.tts.piper.PiperSynthesizer;
import dev.parley.tts.stream.ChunkSpeaker;
import dev.parley.tts.stream.ChunkedSynthesizer;
import dev.parley.tts.stream.PhraseCache;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All voices whose models are on this machine, loaded when they are first used and kept.
public final class CatalogueSynthesizer implements ChunkedSynthesizer {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogueSynthesizer.class);

  /// The most names that a message holds.
  private static final int NAMED = 12;

  private final PhraseCache phrases;
  private final ModelStore store;
  private final OnnxRuntime runtime;
  private final InferenceExecutor executor;

  /// Which entry of the catalogue each voice is of; the default voice first.
  private final Map<Voice, CatalogueVoice> voices;

  /// Held while a voice is loaded: they are loaded one after the other.
  private final ReentrantLock lock = new ReentrantLock();

  /// By their networks. Guarded by the lock.
  private final Map<String, ChunkedSynthesizer> loaded = new HashMap<>();

  // Guarded by the lock.
  private final Map<Accent, EnglishPhonemizer> english = new EnumMap<>(Accent.class);
  private boolean closed;

  private CatalogueSynthesizer(
      ModelStore store,
      OnnxRuntime runtime,
      InferenceExecutor executor,
      PhraseCache phrases,
      Map<Voice, CatalogueVoice> voices) {
    this.phrases = phrases;
    this.store = store;
    this.runtime = runtime;
    this.executor = executor;
    this.voices = voices;
  }

  /// Finds the voices that are here, and loads one of them.
  ///
  /// @param first the name of the voice that is the default; its models must be in the store
  /// @param executor on which all models run; stays open
  /// @param phrases remembers what all voices say
  /// @throws IllegalArgumentException with a sentence if that voice is not here
  public static CatalogueSynthesizer load(
      String first,
      ModelStore store,
      OnnxRuntime runtime,
      InferenceExecutor executor,
      PhraseCache phrases) {
    Map<Voice, CatalogueVoice> voices = new LinkedHashMap<>();
    for (CatalogueVoice entry : VoiceCatalogue.of(store).voices()) {
      if (entry.present()) {
        addSpeakers(entry, store, voices);
      }
    }
    Map<Voice, CatalogueVoice> ordered = new LinkedHashMap<>();
    Voice standard = named(first, voices.keySet().stream().toList());
    ordered.put(standard, voices.get(standard));
    ordered.putAll(voices);
    CatalogueSynthesizer synthesizer =
        new CatalogueSynthesizer(store, runtime, executor, phrases, ordered);
    synthesizer.prepare(standard);
    return synthesizer;
  }

  @Override
  public List<Voice> voices() {
    return List.copyOf(voices.keySet());
  }

  @Override
  public void prepare(Voice voice) {
    engine(voice).prepare(voice);
  }

  @Override
  public ChunkSpeaker speaker(Voice voice) {
    return phrases.remembering(voice, engine(voice).speaker(voice));
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      loaded.values().forEach(ChunkedSynthesizer::close);
      english.values().forEach(EnglishPhonemizer::close);
      loaded.clear();
      english.clear();
    } finally {
      lock.unlock();
    }
  }

  private ChunkedSynthesizer engine(Voice voice) {
    CatalogueVoice entry = voices.get(voice);
    if (entry == null) {
      throw new IllegalArgumentException(unknown(voice.name(), voices()));
    }
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("The synthesiser is closed.");
      }
      String network = entry.models().getFirst();
      ChunkedSynthesizer engine = loaded.get(network);
      if (engine == null) {
        engine = loadEngine(voice, entry);
        loaded.put(network, engine);
      }
      return engine;
    } finally {
      lock.unlock();
    }
  }

  private ChunkedSynthesizer loadEngine(Voice voice, CatalogueVoice entry) {
    Path folder = store.obtain(entry.models().getFirst());
    if (entry.engine().equals(PiperSynthesizer.ENGINE)) {
      return PiperSynthesizer.load(
          network(folder, entry), entry.licence(), store, runtime, executor);
    }
    if (entry.engine().equals(KokoroSynthesizer.ENGINE)) {
      return KokoroSynthesizer.load(
          voicesOf(entry.engine()),
          folder.resolve("model.onnx"),
          new KokoroParts(),
          runtime,
          executor);
    }
    return HibariSynthesizer.load(voice, folder, english(voice), runtime, executor);
  }

  private List<Voice> voicesOf(String engine) {
    return voices.keySet().stream().filter(voice -> voice.engine().equals(engine)).toList();
  }

  private EnglishPhonemizer english(Voice voice) {
    Accent accent = voice.language().equals("en-GB") ? Accent.BRITISH : Accent.AMERICAN;
    return english.computeIfAbsent(
        accent,
        wanted -> EnglishPhonemizer.load(store.obtain("english-phonemes"), runtime, wanted));
  }

  /// A voice that cannot be used must not take the others along.
  private static void addSpeakers(
      CatalogueVoice entry, ModelStore store, Map<Voice, CatalogueVoice> voices) {
    try {
      speakers(entry, store).forEach(voice -> voices.put(voice, entry));
    } catch (IllegalArgumentException | UncheckedIOException e) {
      LOG.atWarn().addKeyValue("voice", entry.name()).setCause(e).log("Voice left out");
    }
  }

  private static List<Voice> speakers(CatalogueVoice entry, ModelStore store) {
    if (entry.engine().equals(PiperSynthesizer.ENGINE)) {
      Path folder = store.folder().resolve(entry.models().getFirst());
      return PiperSynthesizer.voicesOf(network(folder, entry), entry.licence());
    }
    return List.of(
        new Voice(
            entry.name(),
            entry.language(),
            entry.gender(),
            entry.engine(),
            entry.licence(),
            new PcmFormat(entry.sampleRate())));
  }

  private static Path network(Path folder, CatalogueVoice entry) {
    return folder.resolve(entry.name() + ".onnx");
  }

  private static Voice named(String name, List<Voice> voices) {
    return voices.stream()
        .filter(voice -> voice.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown(name, voices)));
  }

  /// The parts of Kokoro's voices, from the store.
  private final class KokoroParts implements VoiceParts {
    @Override
    public Path styles(Voice voice) {
      return store
          .obtain(KokoroSynthesizer.ENGINE + "-" + voice.name())
          .resolve(voice.name() + ".bin");
    }

    @Override
    public Phonemizer phonemizer(Voice voice) {
      KokoroLanguage language = KokoroLanguage.tagged(voice.language());
      if (!language.isEnglish()) {
        return KokoroPhonemizer.load(store, language);
      }
      lock.lock();
      try {
        if (closed) {
          throw new IllegalStateException("The synthesiser is closed.");
        }
        return english(voice);
      } finally {
        lock.unlock();
      }
    }
  }

  private static String unknown(String name, List<Voice> voices) {
    List<String> names = new ArrayList<>();
    voices.stream().limit(NAMED).forEach(voice -> names.add(voice.name()));
    return "There is no voice '%s' here; choose one of %s, or pull it with 'parley models pull voice:%s'."
        .formatted(name, String.join(", ", names), name);
  }
}
