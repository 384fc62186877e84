package dev.parley.load.manners;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.codec.AudioDecoder;
import dev.parley.audio.codec.AudioEncoding;
import dev.parley.client.SynthesisCall;
import dev.parley.client.VoiceClient;
import dev.parley.load.caller.Sound;
import dev.parley.load.host.Host;
import dev.parley.proto.v1.AudioFormat;
import dev.parley.proto.v1.SynthesizeConfig;
import java.io.ByteArrayOutputStream;
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
                  samples(client, voice, text)));
        }
      }
    }
    return sounds;
  }

  private static float[] samples(VoiceClient client, String voice, String text)
      throws InterruptedException {
    ByteArrayOutputStream audio = new ByteArrayOutputStream();
    SynthesizeConfig config =
        SynthesizeConfig.newBuilder()
            .setVoice(voice)
            .setOutput(AudioFormat.newBuilder().setSampleRate(PcmFormat.SPEECH.sampleRate()))
            .build();
    try (SynthesisCall call =
        client.synthesize(
            config, response -> audio.writeBytes(response.getAudio().getAudio().toByteArray()))) {
      call.write(text);
      call.finish();
    }
    return AudioDecoder.of(AudioEncoding.LINEAR16, PcmFormat.SPEECH)
        .decode(audio.toByteArray())
        .toArray();
  }
}
