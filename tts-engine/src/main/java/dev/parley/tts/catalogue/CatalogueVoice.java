package dev.parley.tts.catalogue;

import dev.parley.tts.Gender;
import java.util.List;

/// A voice that Parley knows, whether or not its models are on this machine.
///
/// @param name how it is pulled and, unless it has several speakers, how requests name it
/// @param language BCP 47, such as `de-DE`
/// @param gender what it sounds like
/// @param engine which kind of model speaks it, such as `piper`
/// @param quality as its makers grade it, such as `medium`; empty if they do not
/// @param speed as voices of its engine and quality have it
/// @param licence SPDX identifier of the model's licence, or where it is told
/// @param sampleRate of its audio, as voices of its engine and quality have it
/// @param models what it needs of the model store, its network first, which voices may share
/// @param bytes the size of the network and of what makes the voice of it
/// @param present whether these are on this machine
public record CatalogueVoice(
    String name,
    String language,
    Gender gender,
    String engine,
    String quality,
    VoiceSpeed speed,
    String licence,
    int sampleRate,
    List<String> models,
    long bytes,
    boolean present) {
  public CatalogueVoice {
    models = List.copyOf(models);
  }
}
