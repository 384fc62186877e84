package dev.parley.tts.catalogue;

import dev.parley.inference.store.ModelStore;
import dev.parley.inference.store.StoredModel;
import dev.parley.tts.Gender;
import dev.parley.tts.hibari.HibariSynthesizer;
import dev.parley.tts.kokoro.KokoroLanguage;
import dev.parley.tts.kokoro.KokoroSynthesizer;
import dev.parley.tts.piper.PiperSynthesizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All voices of the model store: those of hibari, of Kokoro and of the Piper project. Immutable:
/// what is pulled later is not seen.
public final class VoiceCatalogue {
  private static final String PIPER_PREFIX = PiperSynthesizer.ENGINE + "-";
  private static final String HIBARI_PREFIX = HibariSynthesizer.ENGINE + "-";
  private static final String KOKORO_PREFIX = KokoroSynthesizer.ENGINE + "-";

  /// The model that all voices of Kokoro need.
  private static final String KOKORO_NETWORK = KokoroSynthesizer.ENGINE;

  /// What the makers of hibari say of its voices.
  private static final Map<String, Speaker> HIBARI =
      Map.of(
          "heart", new Speaker("en-US", Gender.FEMALE),
          "kore", new Speaker("en-US", Gender.FEMALE),
          "fenrir", new Speaker("en-US", Gender.MALE),
          "emma", new Speaker("en-GB", Gender.FEMALE),
          "fable", new Speaker("en-GB", Gender.MALE));

  private final List<CatalogueVoice> voices;

  private record Speaker(String language, Gender gender) {}

  private VoiceCatalogue(List<CatalogueVoice> voices) {
    this.voices = List.copyOf(voices);
  }

  /// The voices of a store, present or not.
  public static VoiceCatalogue of(ModelStore store) {
    List<StoredModel> models = store.list();
    Map<String, StoredModel> byName =
        models.stream().collect(Collectors.toMap(StoredModel::name, Function.identity()));
    return new VoiceCatalogue(models.stream().flatMap(model -> voice(model, byName)).toList());
  }

  /// The voices in the order of the store: English ones of hibari, then those of Kokoro and of
  /// Piper by language.
  public List<CatalogueVoice> voices() {
    return voices;
  }

  /// The voice of that name; a speaker's name behind `#` does not matter.
  public Optional<CatalogueVoice> find(String name) {
    String network = name.split("#", 2)[0];
    return voices.stream().filter(voice -> voice.name().equals(network)).findFirst();
  }

  private static Stream<CatalogueVoice> voice(StoredModel model, Map<String, StoredModel> models) {
    String name = model.name();
    StoredModel network = models.get(KOKORO_NETWORK);
    if (name.startsWith(KOKORO_PREFIX) && network != null) {
      String voice = name.substring(KOKORO_PREFIX.length());
      return KokoroLanguage.ofVoice(voice).stream()
          .map(language -> kokoro(voice, language, model, network));
    }
    if (name.startsWith(PIPER_PREFIX)) {
      return Stream.of(piper(name.substring(PIPER_PREFIX.length()), model));
    }
    Speaker speaker =
        name.startsWith(HIBARI_PREFIX) ? HIBARI.get(name.substring(HIBARI_PREFIX.length())) : null;
    return speaker == null
        ? Stream.empty()
        : Stream.of(hibari(name.substring(HIBARI_PREFIX.length()), speaker, model));
  }

  private static CatalogueVoice hibari(String name, Speaker speaker, StoredModel model) {
    return new CatalogueVoice(
        name,
        speaker.language(),
        speaker.gender(),
        HibariSynthesizer.ENGINE,
        "",
        VoiceSpeed.FASTEST,
        model.licence(),
        HibariSynthesizer.FORMAT.sampleRate(),
        List.of(model.name(), "english-phonemes"),
        model.bytes(),
        model.present());
  }

  /// @param name `af_heart`: its letters for language and gender, and who it is
  /// @param styles what makes the voice of the network
  private static CatalogueVoice kokoro(
      String name, KokoroLanguage language, StoredModel styles, StoredModel network) {
    return new CatalogueVoice(
        name,
        language.tag(),
        name.charAt(1) == 'm' ? Gender.MALE : Gender.FEMALE,
        KokoroSynthesizer.ENGINE,
        "",
        VoiceSpeed.SLOW,
        network.licence(),
        KokoroSynthesizer.FORMAT.sampleRate(),
        List.of(
            network.name(), styles.name(), language.isEnglish() ? "english-phonemes" : "espeak-ng"),
        network.bytes() + styles.bytes(),
        network.present() && styles.present());
  }

  /// @param key `de_DE-thorsten-medium`: language, name and quality
  private static CatalogueVoice piper(String key, StoredModel model) {
    String quality = key.substring(key.lastIndexOf('-') + 1);
    return new CatalogueVoice(
        key,
        key.substring(0, key.indexOf('-')).replace('_', '-'),
        Gender.UNKNOWN,
        PiperSynthesizer.ENGINE,
        quality,
        quality.equals("high") ? VoiceSpeed.MODERATE : VoiceSpeed.FAST,
        model.licence(),
        quality.endsWith("low") ? 16_000 : 22_050,
        List.of(model.name(), "espeak-ng"),
        model.bytes(),
        model.present());
  }
}
