package dev.parley.client.cli.speak;

import dev.parley.audio.PcmFrame;
import dev.parley.tts.SpeechSynthesizer;
import dev.parley.tts.SynthesisSettings;
import dev.parley.tts.SynthesisStream;
import dev.parley.tts.Voice;
import java.util.List;
import java.util.function.Consumer;

/// Speaks with a synthesiser of this process, which stays the caller's.
final class LocalSpeaker implements Speaker {
  private final SpeechSynthesizer synthesizer;

  LocalSpeaker(SpeechSynthesizer synthesizer) {
    this.synthesizer = synthesizer;
  }

  @Override
  public List<VoiceEntry> voices() {
    return synthesizer.voices().stream().map(LocalSpeaker::entry).toList();
  }

  @Override
  public void speak(
      String text, VoiceEntry voice, SynthesisSettings settings, Consumer<PcmFrame> audio)
      throws InterruptedException {
    Voice chosen =
        synthesizer.voices().stream()
            .filter(candidate -> candidate.name().equals(voice.name()))
            .findFirst()
            .orElseThrow();
    try (SynthesisStream stream =
        synthesizer.open(chosen, settings, piece -> audio.accept(piece.audio()))) {
      stream.write(text);
      stream.finish();
    }
  }

  @Override
  public void close() {}

  private static VoiceEntry entry(Voice voice) {
    return new VoiceEntry(
        voice.name(),
        voice.language(),
        voice.gender().toString(),
        voice.engine(),
        voice.licence(),
        voice.format().sampleRate());
  }
}
