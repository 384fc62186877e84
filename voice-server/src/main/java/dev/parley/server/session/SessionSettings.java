package dev.parley.server.session;

import dev.parley.asr.HotWord;
import dev.parley.asr.RecognitionOptions;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.codec.AudioEncoding;
import dev.parley.server.conversation.ConversationSettings;
import dev.parley.server.conversation.InterruptionRules;
import dev.parley.server.conversation.Prompts;
import dev.parley.server.tool.ServerToolChoice;
import dev.parley.server.tool.Tool;
import dev.parley.server.turn.Eagerness;
import dev.parley.server.turn.Expectation;
import dev.parley.server.turn.TurnDetection;
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
/// @param interruption what stops a spoken reply
/// @param prompts what is said when the conversation falters
/// @param tools what the language model may call
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
    Lexicon lexicon,
    InterruptionRules interruption,
    Prompts prompts,
    Tools tools) {

  public SessionSettings {
    languages = List.copyOf(languages);
    hotWords = List.copyOf(hotWords);
  }

  /// How the recogniser is asked.
  RecognitionOptions recognition() {
    return RecognitionOptions.LIVE.withLanguages(languages).withHotWords(hotWords);
  }

  /// The rules of the conversation.
  ConversationSettings rules() {
    return new ConversationSettings(
        turn.interruptible(),
        turn.anticipation(),
        interruption,
        prompts,
        ConversationSettings.Deadlines.DEFAULT);
  }

  /// What the language model may call.
  ///
  /// @param own tools of the client
  /// @param server which of the server's tools
  public record Tools(List<Tool> own, ServerToolChoice server) {
    public Tools {
      own = List.copyOf(own);
    }
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
  /// @param detection how the end of a turn is found
  /// @param silence that ends a turn, if silence alone decides
  /// @param preRoll audio kept from before the detected start of speech
  /// @param speechThreshold probability above which a frame counts as speech
  /// @param interruptible whether speech stops a spoken reply
  /// @param automatic whether turns end by themselves; else the client commits them
  /// @param eagerness how soon a pause is taken for the end
  /// @param expectation what the person is expected to say
  /// @param anticipation whether replies are prepared before the turn has surely ended
  public record Turn(
      TurnDetection detection,
      Duration silence,
      Duration preRoll,
      double speechThreshold,
      boolean interruptible,
      boolean automatic,
      Eagerness eagerness,
      Expectation expectation,
      boolean anticipation) {}
}
