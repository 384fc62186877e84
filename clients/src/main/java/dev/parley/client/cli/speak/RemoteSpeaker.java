package dev.parley.client.cli.speak;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.codec.AudioDecoder;
import dev.parley.client.SynthesisCall;
import dev.parley.client.VoiceClient;
import dev.parley.proto.v1.AudioEncoding;
import dev.parley.proto.v1.AudioFormat;
import dev.parley.proto.v1.LexiconEntry;
import dev.parley.proto.v1.Markup;
import dev.parley.proto.v1.SynthesizeConfig;
import dev.parley.tts.SynthesisSettings;
import dev.parley.tts.pronunciation.Pronunciation;
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
  public void speak(
      String text, VoiceEntry voice, SynthesisSettings settings, Consumer<PcmFrame> audio)
      throws InterruptedException {
    SynthesizeConfig config =
        SynthesizeConfig.newBuilder()
            .setOutput(
                AudioFormat.newBuilder()
                    .setEncoding(AudioEncoding.LINEAR16)
                    .setSampleRate(voice.sampleRate()))
            .setVoice(voice.name())
            .setSpeed((float) settings.speed())
            // The listener blocks while it has enough.
            .setLeadMs(0)
            .setMarkup(markup(settings.markup()))
            .addAllLexicon(settings.lexicon().entries().stream().map(RemoteSpeaker::entry).toList())
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

  private static Markup markup(dev.parley.tts.Markup markup) {
    return switch (markup) {
      case PLAIN -> Markup.PLAIN_TEXT;
      case INLINE_PHONEMES -> Markup.INLINE_PHONEMES;
      case SSML -> Markup.SSML;
    };
  }

  private static LexiconEntry entry(dev.parley.tts.pronunciation.LexiconEntry entry) {
    LexiconEntry.Builder message = LexiconEntry.newBuilder().setWord(entry.word());
    switch (entry.spoken()) {
      case Pronunciation.Alias(String text) -> message.setAlias(text);
      case Pronunciation.Sounds(var alphabet, String symbols) ->
          message.setPhonemes(symbols).setAlphabet(alphabet.toString());
    }
    return message.build();
  }
}
