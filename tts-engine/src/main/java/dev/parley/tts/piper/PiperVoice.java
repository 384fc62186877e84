package dev.parley.tts.piper;

import dev.parley.audio.PcmFormat;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.tts.Gender;
import dev.parley.tts.Voice;
import dev.parley.tts.prosody.Prosody;
import dev.parley.tts.text.TextChunk.Boundary;
import dev.parley.tts.waveform.Delivery;
import dev.parley.tts.waveform.Rendering;
import dev.parley.tts.waveform.Utterance;
import dev.parley.tts.waveform.UtteranceListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A loaded Piper network, a VITS: phonemes → waveform. It has one speaker or several.
///
/// Thread-safe. What is said always sounds the same: the noise in it is seeded by the phonemes.
public final class PiperVoice implements AutoCloseable {
  static final String ENGINE = "piper";

  private final PiperNetwork network;
  private final PiperConfig config;
  private final String licence;

  /// Phonemes to measure speakers with; empty to take them as they are.
  private final String sample;

  private final Map<Integer, Delivery> deliveries = new ConcurrentHashMap<>();

  private PiperVoice(PiperNetwork network, PiperConfig config, String licence, String sample) {
    this.network = network;
    this.config = config;
    this.licence = licence;
    this.sample = sample;
  }

  /// Loads a network and its settings.
  ///
  /// @param network `NAME.onnx`, beside which is `NAME.onnx.json`
  /// @param licence SPDX identifier of the voice's licence
  /// @throws java.io.UncheckedIOException with a sentence if a file cannot be read
  /// @throws IllegalArgumentException with a sentence if Parley cannot speak with such a voice
  public static PiperVoice load(Path network, String licence, OnnxRuntime runtime) {
    PiperConfig config = PiperConfig.of(network);
    return new PiperVoice(PiperNetwork.load(network, runtime), config, licence, "");
  }

  /// The speakers in the order of their numbers: the first one is called like the voice, others
  /// with `#` and their name or number behind.
  public List<Voice> voices() {
    return voices(config, licence);
  }

  static List<Voice> voices(PiperConfig config, String licence) {
    List<Voice> voices = new ArrayList<>();
    voices.add(voice(config.name(), config, licence));
    config.speakers().stream()
        .skip(1)
        .forEach(speaker -> voices.add(voice(config.name() + "#" + speaker, config, licence)));
    return voices;
  }

  /// Which voice of espeak-ng makes the phonemes.
  public String espeakVoice() {
    return config.espeakVoice();
  }

  /// The same voice, whose speakers are as loud as those of other voices. Each is measured before
  /// it is first heard; the first one now, on the calling thread. This voice must not be closed
  /// then.
  ///
  /// @param phonemes to measure speakers with
  public PiperVoice levelled(String phonemes) {
    PiperVoice levelled = new PiperVoice(network, config, licence, phonemes);
    levelled.delivery(0);
    return levelled;
  }

  /// Speaks on the calling thread, which must be one that may run models.
  ///
  /// @param phonemes IPA as espeak-ng makes it; symbols that the voice does not know are left out
  /// @param speaker which of [#voices]
  /// @param prosody of which the network has no way to change the pitch
  /// @param boundary how long a pause follows
  public Utterance speak(String phonemes, int speaker, Prosody prosody, Boundary boundary) {
    return delivery(speaker)
        .speak(phonemes, prosody, boundary, part -> utter(part, speaker, prosody.rate()));
  }

  /// Does the same part by part.
  ///
  /// @return false if the phonemes are too long for that, and nothing was said
  public boolean speak(
      String phonemes,
      int speaker,
      Prosody prosody,
      Boundary boundary,
      UtteranceListener listener) {
    return delivery(speaker)
        .speak(phonemes, prosody, boundary, part -> utter(part, speaker, prosody.rate()), listener);
  }

  /// Whether the network has numbers for a symbol.
  boolean knows(int symbol) {
    return config.phonemes().knows(symbol);
  }

  /// Frees the network. No call of [#speak] may be under way.
  @Override
  public void close() {
    network.close();
  }

  private static Voice voice(String name, PiperConfig config, String licence) {
    return new Voice(
        name,
        config.language(),
        Gender.UNKNOWN,
        ENGINE,
        licence,
        new PcmFormat(config.sampleRate()));
  }

  private Delivery delivery(int speaker) {
    return deliveries.computeIfAbsent(
        speaker,
        number -> Delivery.levelled(config.sampleRate(), sample, part -> utter(part, number, 1)));
  }

  private Rendering utter(String phonemes, int speaker, double speed) {
    PiperPhonemes.Input input = config.phonemes().input(phonemes);
    long[] ids = input.ids();
    if (ids.length == 0) {
      return Rendering.SILENT;
    }
    return network.utter(ids, speaker, config.pace().scales(speed), input.bounds());
  }
}
