package dev.parley.load.caller;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.codec.AudioDecoder;
import dev.parley.audio.codec.AudioEncoding;
import dev.parley.client.SynthesisCall;
import dev.parley.client.VoiceClient;
import dev.parley.proto.v1.AudioFormat;
import dev.parley.proto.v1.Markup;
import dev.parley.proto.v1.SynthesizeConfig;
import java.io.ByteArrayOutputStream;

/// Texts in the voices of a server.
public final class SpeechOfText {
  private SpeechOfText() {}

  /// A text at 16 kHz; `[word](/phonemes/)` gives a word its phonemes.
  ///
  /// @param voice of the server; its own choice if empty
  public static PcmFrame of(VoiceClient client, String voice, String text)
      throws InterruptedException {
    return AudioDecoder.of(AudioEncoding.LINEAR16, PcmFormat.SPEECH)
        .decode(linear16(client, voice, text));
  }

  /// The same as the server writes it, little-endian samples of 16 bits.
  public static byte[] linear16(VoiceClient client, String voice, String text)
      throws InterruptedException {
    ByteArrayOutputStream audio = new ByteArrayOutputStream();
    SynthesizeConfig config =
        SynthesizeConfig.newBuilder()
            .setVoice(voice)
            .setMarkup(Markup.INLINE_PHONEMES)
            .setOutput(AudioFormat.newBuilder().setSampleRate(PcmFormat.SPEECH.sampleRate()))
            .build();
    try (SynthesisCall call =
        client.synthesize(
            config, response -> audio.writeBytes(response.getAudio().getAudio().toByteArray()))) {
      call.write(text);
      call.finish();
    }
    return audio.toByteArray();
  }
}
