package dev.parley.load.manners;

import dev.parley.client.VoiceClient;
import dev.parley.load.caller.Sound;
import dev.parley.load.caller.SpeechOfText;
import dev.parley.load.host.Host;
import java.util.ArrayList;
import java.util.List;

/// Back-channels in the server's own voices.
final class BackChannelVoices {
  private static final int VOICES = 2;

  private BackChannelVoices() {}

  /// Each text in up to two English voices.
  static List<Sound> speak(Host server, List<String> texts) throws InterruptedException {
    List<Sound> sounds = new ArrayList<>();
    try (VoiceClient client = server.connect()) {
      List<String> voices =
          client.listVoices().getVoicesList().stream()
              .filter(voice -> voice.getLanguage().startsWith("en"))
              .map(voice -> voice.getName())
              .limit(VOICES)
              .toList();
      for (String voice : voices) {
        for (String text : texts) {
          sounds.add(
              Sound.of(
                  "%s (%s)".formatted(text, voice),
                  Sound.Kind.NOISE,
                  SpeechOfText.of(client, voice, text).toArray()));
        }
      }
    }
    return sounds;
  }
}
