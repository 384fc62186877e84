package dev.parley.load.words;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.file.WavWriter;
import dev.parley.client.VoiceClient;
import dev.parley.proto.v1.TranscribeConfig;
import dev.parley.proto.v1.Word;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The words that a server hears in English speech, with their times.
public final class ServerWords {
  private ServerWords() {}

  /// @param audio of 16 kHz, in order
  public static List<Word> of(VoiceClient client, List<PcmFrame> audio)
      throws IOException, InterruptedException {
    List<Word> words = Collections.synchronizedList(new ArrayList<>());
    client.transcribe(
        TranscribeConfig.newBuilder()
            .setFileName("speech.wav")
            .addLanguages("en")
            .setWords(true)
            .build(),
        wav(audio),
        event -> words.addAll(event.getSegment().getWordsList()));
    return List.copyOf(words);
  }

  private static InputStream wav(List<PcmFrame> audio) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (WavWriter writer = WavWriter.streaming(bytes, PcmFormat.SPEECH)) {
      audio.forEach(writer::write);
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }
}
