package dev.parley.client.cli.speak;

import dev.parley.audio.PcmFrame;
import dev.parley.tts.SynthesisSettings;
import java.util.List;
import java.util.function.Consumer;

/// Turns a text into speech.
interface Speaker extends AutoCloseable {
  /// The voices; the first is the default.
  List<VoiceEntry> voices();

  /// Speaks all of it.
  ///
  /// @param voice one of [#voices()]
  /// @param audio gets the frames in order; may block
  void speak(String text, VoiceEntry voice, SynthesisSettings settings, Consumer<PcmFrame> audio)
      throws InterruptedException;

  @Override
  void close();

  /// A voice to choose.
  record VoiceEntry(
      String name, String language, String gender, String engine, String licence, int sampleRate) {}
}
