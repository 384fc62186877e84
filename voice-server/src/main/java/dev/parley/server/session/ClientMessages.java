package dev.parley.server.session;

import dev.parley.proto.v1.ClientMessage;
import dev.parley.proto.v1.Say;
import dev.parley.server.conversation.SessionEvent.Person;
import dev.parley.server.wire.ErrorReason;
import dev.parley.server.wire.RefusedException;
import dev.parley.server.wire.SpeechReader;

/// Reads the client's messages and refuses those that hold what they may not.
final class ClientMessages {
  private static final int MAX_CHUNK = 15_360;
  private static final int MAX_TEXT = 15_360;

  private ClientMessages() {}

  /// What the person does with a message.
  ///
  /// @param message one that stands for an event of the conversation
  /// @throws RefusedException if it holds what it may not
  static Person event(ClientMessage message) {
    return switch (message.getMessageCase()) {
      case TEXT -> new Person.TextTyped(text(message.getText().getText()));
      case DTMF -> new Person.KeyPressed(key(message.getDtmf().getDigit()));
      case INTERRUPT -> new Person.InterruptRequested();
      case COMMIT_TURN -> new Person.TurnCommitted();
      case CLEAR_INPUT -> new Person.InputCleared();
      case SAY -> say(message.getSay());
      case CONFIG,
          AUDIO,
          CONFIG_UPDATE,
          PLAYBACK,
          TOOL_RESULT,
          PING,
          END_OF_AUDIO,
          RECEIVED,
          HANG_UP,
          MESSAGE_NOT_SET ->
          throw new IllegalArgumentException(message.getMessageCase() + " is no event.");
    };
  }

  /// The audio of a chunk.
  ///
  /// @throws RefusedException if the chunk is too large
  static byte[] chunk(byte[] audio) {
    if (audio.length > MAX_CHUNK) {
      throw tooLarge("audio.audio", "An audio chunk", audio.length, "bytes", MAX_CHUNK);
    }
    return audio;
  }

  private static Person say(Say say) {
    return new Person.SayRequested(
        text(say.getText()),
        SpeechReader.markup(say.getMarkup(), "say.markup"),
        !say.hasInterruptible() || say.getInterruptible());
  }

  private static String text(String text) {
    if (text.length() > MAX_TEXT) {
      throw tooLarge("text", "A text", text.length(), "characters", MAX_TEXT);
    }
    return text;
  }

  private static char key(String digit) {
    if (digit.length() != 1 || "0123456789*#ABCD".indexOf(digit.charAt(0)) < 0) {
      throw invalid(
          "dtmf.digit", "'%s' is no telephone key; send one of 0-9 * # A-D.".formatted(digit));
    }
    return digit.charAt(0);
  }

  static RefusedException invalid(String field, String message) {
    return new RefusedException(ErrorReason.INVALID_MESSAGE, field, message);
  }

  private static RefusedException tooLarge(
      String field, String what, int size, String unit, int limit) {
    return new RefusedException(
        ErrorReason.CHUNK_TOO_LARGE,
        field,
        "%s of %d %s is too large; send at most %d.".formatted(what, size, unit, limit));
  }
}
