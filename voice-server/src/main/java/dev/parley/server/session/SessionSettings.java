package dev.parley.server.session;

import dev.parley.asr.HotWord;
import dev.parley.asr.RecognitionOptions;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.codec.AudioEncoding;
import dev.parley.tts.Voice;
import dev.parley.tts.pronunciation.PronunciationLexicon;
import java.time.Duration;
import java.util.List;

/// The settings in effect of one session, all of them valid.
///
/// @param input how the client's audio is written
/// @param output how the client wants its audio
/// @param languages candidates of the recogniser; empty: any
/// @param voice that speaks the replies
/// @param speed of the voice
/// @param systemPrompt instructions for the language model; empty: the model's own default
/// @param route which models answer
/// @param turn when turns end
/// @param hotWords phrases that the recogniser should expect
/// @param lexicon how words of the replies are said
public record SessionSettings(
    Audio input,
    Audio output,
    List<String> languages,
    Voice voice,
    double speed,
    String systemPrompt,
    String route,
    Turn turn,
    List<HotWord> hotWords,
    Lexicon lexicon) {

  public SessionSettings {
    languages = List.copyOf(languages);
    hotWords = List.copyOf(hotWords);
  }

  /// How the recogniser is asked.
  RecognitionOptions recognition() {
    return RecognitionOptions.LIVE.withLanguages(languages).withHotWords(hotWords);
  }

  /// How audio is written.
  public record Audio(AudioEncoding encoding, PcmFormat format) {}

  /// How words are said.
  ///
  /// @param own the entries of the client
  /// @param all these and the entries of the server
  public record Lexicon(PronunciationLexicon own, PronunciationLexicon all) {}

  /// When a turn ends and when the person may interrupt.
  ///
  /// @param silence that ends a turn
  /// @param preRoll audio kept from before the detected start of speech
  /// @param speechThreshold probability above which a frame counts as speech
  /// @param interruptible whether speech stops a spoken reply
  /// @param automatic whether silence ends turns; else the client commits them
  public record Turn(
      Duration silence,
      Duration preRoll,
      double speechThreshold,
      boolean interruptible,
      boolean automatic) {}
}
