package dev.parley.tts.stream;

import dev.parley.tts.Markup;
import dev.parley.tts.SpeechSynthesizer;
import dev.parley.tts.SynthesisSettings;
import dev.parley.tts.SynthesisStream;
import dev.parley.tts.SynthesizedAudio;
import dev.parley.tts.Voice;
import dev.parley.tts.pronunciation.PhonemeInventory;
import dev.parley.tts.ssml.SsmlReader;
import java.util.function.Consumer;

/// A synthesiser whose replies are cut into passages, each of which a voice speaks.
public interface ChunkedSynthesizer extends SpeechSynthesizer {
  /// What speaks with a voice. Loads what it needs, unless it is loaded.
  ///
  /// @throws IllegalArgumentException with a sentence if there is no such voice
  ChunkSpeaker speaker(Voice voice);

  @Override
  default PhonemeInventory phonemes(Voice voice) {
    return speaker(voice).phonemes();
  }

  @Override
  default SynthesisStream open(
      Voice voice, SynthesisSettings settings, Consumer<SynthesizedAudio> listener) {
    Cast cast = new Cast(this, voice, settings.lexicon());
    ChunkedSynthesisStream stream = ChunkedSynthesisStream.open(cast, settings, listener);
    return settings.markup() == Markup.SSML
        ? new SsmlSynthesisStream(stream, new SsmlReader(this, voice))
        : stream;
  }
}
