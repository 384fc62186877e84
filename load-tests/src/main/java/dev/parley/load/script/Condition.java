package dev.parley.load.script;

import dev.parley.proto.v1.Interruption;
import dev.parley.proto.v1.ServerMessage;
import dev.parley.proto.v1.SessionState;
import dev.parley.proto.v1.UserTurn;
import java.util.Locale;

/// What a script waits for. All but a state are events, which count from the start of the last step
/// that did something, and only once.
public sealed interface Condition {
  /// The conversation is in a state.
  record InState(SessionState state) implements Condition {
    @Override
    public String toString() {
      return "the state " + state;
    }

    @Override
    public boolean isMetBy(ServerMessage message) {
      return message.getStateChanged().getNewState() == state;
    }
  }

  /// The first audio of a reply.
  record FirstAudio() implements Condition {
    @Override
    public String toString() {
      return "a reply";
    }

    @Override
    public boolean isMetBy(ServerMessage message) {
      return message.hasAudio()
          && message.getAudio().getPtsMs() == 0
          && !message.getAudio().getAudio().isEmpty();
    }
  }

  /// A transcript that holds a text, whatever the case of its letters.
  ///
  /// @param complete whether only a final counts
  record Transcribed(String text, boolean complete) implements Condition {
    @Override
    public String toString() {
      return "a transcript with '%s'".formatted(text);
    }

    @Override
    public boolean isMetBy(ServerMessage message) {
      String heard =
          message.getTranscript().getCommittedText() + message.getTranscript().getTentativeText();
      return message.hasTranscript()
          && (message.getTranscript().getIsFinal() || !complete)
          && heard.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }
  }

  /// The server says what a sound over a reply was.
  record Interrupted(Interruption.Kind kind) implements Condition {
    @Override
    public String toString() {
      return "an interruption " + kind;
    }

    @Override
    public boolean isMetBy(ServerMessage message) {
      return message.hasInterruption() && message.getInterruption().getKind() == kind;
    }
  }

  /// The turn of the caller is over.
  record TurnEnded() implements Condition {
    @Override
    public String toString() {
      return "the end of the turn";
    }

    @Override
    public boolean isMetBy(ServerMessage message) {
      return message.getUserTurn().getKind() == UserTurn.Kind.STOPPED;
    }
  }

  /// Whether a message is what is waited for.
  boolean isMetBy(ServerMessage message);
}
