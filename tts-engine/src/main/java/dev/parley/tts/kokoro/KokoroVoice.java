package dev.parley.tts.kokoro;

import dev.parley.tts.prosody.Prosody;
import dev.parley.tts.text.TextChunk.Boundary;
import dev.parley.tts.waveform.Delivery;
import dev.parley.tts.waveform.Utterance;

/// A voice of the network. Thread-safe; the network is its owner's to close.
///
/// @param network speaks
/// @param styles of the voice
/// @param delivery brings it to the loudness of other voices
record KokoroVoice(KokoroNetwork network, StyleTable styles, Delivery delivery) {
  /// A voice that is as loud as the network makes it.
  static KokoroVoice of(KokoroNetwork network, StyleTable styles) {
    return new KokoroVoice(network, styles, new Delivery(KokoroNetwork.SAMPLE_RATE, 1));
  }

  /// The same voice, as loud as those of other networks. Measures it with these phonemes, on the
  /// calling thread.
  KokoroVoice levelled(String phonemes) {
    Delivery levelled =
        Delivery.levelled(
            KokoroNetwork.SAMPLE_RATE, phonemes, part -> network.utter(part, styles, 1));
    return new KokoroVoice(network, styles, levelled);
  }

  /// Speaks on the calling thread, which must be one that may run models.
  ///
  /// @param phonemes of any length; symbols that the network does not know are left out
  /// @param prosody of which the network has no way to change the pitch
  /// @param boundary how long a pause follows
  Utterance speak(String phonemes, Prosody prosody, Boundary boundary) {
    return delivery.speak(
        phonemes, prosody, boundary, part -> network.utter(part, styles, prosody.rate()));
  }
}
