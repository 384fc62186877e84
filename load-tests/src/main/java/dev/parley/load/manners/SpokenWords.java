package dev.parley.load.manners;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.codec.AudioDecoder;
import dev.parley.audio.codec.AudioEncoding;
import dev.parley.client.VoiceClient;
import dev.parley.load.caller.CallLog;
import dev.parley.load.caller.Sounding;
import dev.parley.load.words.ServerWords;
import dev.parley.load.words.WordMatching;
import dev.parley.proto.v1.Word;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/// The words of a text that is spoken, and how many of them were heard.
final class SpokenWords {
  /// What is recognised may be some words more or fewer than were said.
  private static final int SLACK = 3;

  private final List<String> words;

  SpokenWords(String text) {
    this.words = normalized(text);
  }

  /// How many words of the text another one starts with. What follows them, such as a mark of an
  /// interruption, does not count.
  int count(String heard) {
    List<String> others = normalized(heard);
    int count = 0;
    while (count < Math.min(words.size(), others.size())
        && words.get(count).equals(others.get(count))) {
      count++;
    }
    return count;
  }

  /// How many words had begun to sound from the loudspeaker, by the times that the server's
  /// recogniser gives the words in the reply's audio, what was not played of it included.
  int begun(VoiceClient client, CallLog log, String reply)
      throws IOException, InterruptedException {
    long heard =
        log.soundings().stream()
            .filter(one -> one.replyId().equals(reply))
            .mapToLong(Sounding::heard)
            .max()
            .orElse(0);
    return begun(ServerWords.of(client, audio(log, reply)), PcmFormat.SPEECH.milliseconds(heard));
  }

  /// @param recognized words in order
  /// @param heard how much of the audio sounded, in milliseconds
  int begun(List<Word> recognized, long heard) {
    List<String> said = words.subList(0, Math.min(words.size(), recognized.size() + SLACK));
    List<OptionalInt> matches =
        WordMatching.match(
            said,
            recognized.stream().map(word -> WordMatching.normalized(word.getText())).toList());
    int begun = 0;
    for (int i = 0; i < matches.size(); i++) {
      OptionalInt match = matches.get(i);
      if (match.isPresent() && recognized.get(match.getAsInt()).getStartMs() < heard) {
        begun = i + 1;
      }
    }
    return begun;
  }

  private static List<PcmFrame> audio(CallLog log, String reply) {
    AudioDecoder decoder = AudioDecoder.of(AudioEncoding.LINEAR16, PcmFormat.SPEECH);
    return log.arrivals(message -> message.getAudio().getReplyId().equals(reply)).stream()
        .map(one -> decoder.decode(one.message().getAudio().getAudio().asReadOnlyByteBuffer()))
        .filter(frame -> frame.length() > 0)
        .toList();
  }

  private static List<String> normalized(String text) {
    return Arrays.stream(text.split("\\s+", -1))
        .map(WordMatching::normalized)
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
