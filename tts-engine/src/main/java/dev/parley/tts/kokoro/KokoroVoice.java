package dev.parley.tts.kokoro;

import dev.parley.tts.prosody.Prosody;
import dev.parley.tts.text.TextChunk.Boundary;
import dev.parley.tts.waveform.Delivery;
import dev.parley.tts.waveform.Utterance;

/// A voice of the network. Thread-safe; the network is its owner's to close.
///
/// @param network speaks
/// @param styles of the voice
/// @param delivery brings it to the level of other voices
record KokoroVoice(KokoroNetwork network, StyleTable styles, Delivery delivery) {
  /// What is beyond these is not a matter of loudness.
  private static final float LOWEST_GAIN = 0.1f;

  private static final float HIGHEST_GAIN = 10;

  /// A voice that is as loud as the network makes it.
  static KokoroVoice of(KokoroNetwork network, StyleTable styles) {
    return new KokoroVoice(network, styles, new Delivery(KokoroNetwork.SAMPLE_RATE, 1));
  }

  /// The same voice, amplified to the loudness of the others. Measures it with these phonemes, on
  /// the calling thread.
  KokoroVoice levelled(String phonemes) {
    float[] samples =
        of(network, styles).speak(phonemes, Prosody.NEUTRAL, Boundary.SENTENCE).samples();
    double squares = 0;
    for (float sample : samples) {
      squares += sample * sample;
    }
    double level = Math.sqrt(squares / Math.max(1, samples.length));
    float gain = Math.clamp((float) (Delivery.LEVEL / level), LOWEST_GAIN, HIGHEST_GAIN);
    return new KokoroVoice(network, styles, new Delivery(KokoroNetwork.SAMPLE_RATE, gain));
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
