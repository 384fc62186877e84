package dev.parley.server.wire;

import dev.parley.audio.PcmFormat;
import dev.parley.proto.v1.LexiconEntry;
import dev.parley.proto.v1.Markup;
import dev.parley.proto.v1.SpokenMark;
import dev.parley.proto.v1.SpokenWord;
import dev.parley.tts.SynthesizedAudio;
import dev.parley.tts.pronunciation.Pronunciation.Alias;
import dev.parley.tts.pronunciation.Pronunciation.Sounds;
import dev.parley.tts.pronunciation.PronunciationLexicon;
import java.util.List;

/// Writes what was spoken, and how it is asked for.
public final class SpeechWriter {
  private SpeechWriter() {}

  /// When the words of a piece are heard.
  public static List<SpokenWord> words(SynthesizedAudio piece) {
    PcmFormat format = piece.audio().format();
    return piece.words().stream()
        .map(
            word ->
                SpokenWord.newBuilder()
                    .setStartChar(word.textStart())
                    .setEndChar(word.textEnd())
                    .setStartMs(format.milliseconds(word.start()))
                    .setEndMs(format.milliseconds(word.end()))
                    .build())
        .toList();
  }

  /// The marks of a piece.
  public static List<SpokenMark> marks(SynthesizedAudio piece) {
    PcmFormat format = piece.audio().format();
    return piece.marks().stream()
        .map(
            mark ->
                SpokenMark.newBuilder()
                    .setName(mark.name())
                    .setPtsMs(format.milliseconds(mark.position()))
                    .build())
        .toList();
  }

  /// The entries of a client as it is told them.
  public static List<LexiconEntry> write(PronunciationLexicon lexicon) {
    return lexicon.entries().stream().map(SpeechWriter::write).toList();
  }

  /// What a text holds as the client is told it.
  public static Markup write(dev.parley.tts.Markup markup) {
    return switch (markup) {
      case PLAIN -> Markup.PLAIN_TEXT;
      case INLINE_PHONEMES -> Markup.INLINE_PHONEMES;
      case SSML -> Markup.SSML;
    };
  }

  private static LexiconEntry write(dev.parley.tts.pronunciation.LexiconEntry entry) {
    LexiconEntry.Builder message = LexiconEntry.newBuilder().setWord(entry.word());
    switch (entry.spoken()) {
      case Alias(String text) -> message.setAlias(text);
      case Sounds(var alphabet, String symbols) ->
          message.setPhonemes(symbols).setAlphabet(alphabet.toString());
    }
    return message.build();
  }
}
