package dev.parley.tts.catalogue;

import dev.parley.inference.store.ModelStore;
import dev.parley.inference.store.StoredModel;
import dev.parley.tts.Gender;
import dev.parley.tts.hibari.HibariSynthesizer;
import dev.parley.tts.piper.PiperSynthesizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// All voices of the model store: those of hibari and those of the Piper project. Immutable: what
/// is pulled later is not seen.
public final class VoiceCatalogue {
  private static final String PIPER_PREFIX = PiperSynthesizer.ENGINE + "-";
  private static final String HIBARI_PREFIX = HibariSynthesizer.ENGINE + "-";

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
    return new VoiceCatalogue(store.list().stream().flatMap(VoiceCatalogue::voice).toList());
  }

  /// The voices in the order of the store: English ones of hibari, then Piper's by language.
  public List<CatalogueVoice> voices() {
    return voices;
  }

  /// The voice of that name; a speaker's name behind `#` does not matter.
  public Optional<CatalogueVoice> find(String name) {
    String network = name.split("#", 2)[0];
    return voices.stream().filter(voice -> voice.name().equals(network)).findFirst();
  }

  private static Stream<CatalogueVoice> voice(StoredModel model) {
    String name = model.name();
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
        model.licence(),
        HibariSynthesizer.FORMAT.sampleRate(),
        List.of(model.name(), "english-phonemes"),
        model.bytes(),
        model.present());
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
        model.licence(),
        quality.endsWith("low") ? 16_000 : 22_050,
        List.of(model.name(), "espeak-ng"),
        model.bytes(),
        model.present());
  }
}
