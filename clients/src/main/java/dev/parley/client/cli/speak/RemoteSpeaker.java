package dev.parley.client.cli.speak;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.codec.AudioDecoder;
import dev.parley.client.SynthesisCall;
import dev.parley.client.VoiceClient;
import dev.parley.proto.v1.AudioEncoding;
import dev.parley.proto.v1.AudioFormat;
import dev.parley.proto.v1.SynthesizeConfig;
import java.util.List;
import java.util.function.Consumer;

/// Speaks on a server. Owns its client.
final class RemoteSpeaker implements Speaker {
  private final VoiceClient client;

  RemoteSpeaker(VoiceClient client) {
    this.client = client;
  }

  @Override
  public List<VoiceEntry> voices() {
    return client.listVoices().getVoicesList().stream()
        .map(
            voice ->
                new VoiceEntry(
                    voice.getName(),
                    voice.getLanguage(),
                    voice.getGender(),
                    voice.getEngine(),
                    voice.getLicence(),
                    voice.getSampleRate()))
        .toList();
  }

  @Override
  public void speak(String text, VoiceEntry voice, double speed, Consumer<PcmFrame> audio)
      throws InterruptedException {
    SynthesizeConfig config =
        SynthesizeConfig.newBuilder()
            .setOutput(
                AudioFormat.newBuilder()
                    .setEncoding(AudioEncoding.LINEAR16)
                    .setSampleRate(voice.sampleRate()))
            .setVoice(voice.name())
            .setSpeed((float) speed)
            .build();
    AudioDecoder decoder =
        AudioDecoder.of(
            dev.parley.audio.codec.AudioEncoding.LINEAR16, new PcmFormat(voice.sampleRate()));
    try (SynthesisCall call =
        client.synthesize(
            config,
            message -> {
              if (message.hasAudio()) {
                audio.accept(decoder.decode(message.getAudio().getAudio().asReadOnlyByteBuffer()));
              }
            })) {
      call.write(text);
      call.finish();
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
