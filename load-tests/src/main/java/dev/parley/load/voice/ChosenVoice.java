package dev.parley.load.voice;

import dev.parley.client.cli.terminal.CommandFailure;
import dev.parley.tts.SpeechSynthesizer;
import dev.parley.tts.Voice;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds the voice that the user wants.
final class ChosenVoice {
  private ChosenVoice() {}

  /// @param name of the voice; without one it is the synthesiser's default
  /// @throws CommandFailure with the names that there are
  static Voice of(SpeechSynthesizer synthesizer, Optional<String> name) {
    List<Voice> voices = synthesizer.voices();
    if (name.isEmpty()) {
      return voices.getFirst();
    }
    return voices.stream()
        .filter(voice -> voice.name().equals(name.get()))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailure(
                    "There is no voice '%s'; choose one of: %s."
                        .formatted(
                            name.get(),
                            voices.stream().map(Voice::name).collect(Collectors.joining(", ")))));
  }
}
