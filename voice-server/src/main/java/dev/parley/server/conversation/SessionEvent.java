package dev.parley.server.conversation;

import dev.parley.server.llm.ToolCall;
import dev.parley.tts.Markup;
import java.util.List;

/// Everything that can happen to a conversation. Reply numbers count from 1; an event of a reply
/// that is not the present one is too late and changes nothing.
public sealed interface SessionEvent {

  /// The session has begun; comes first, once.
  record SessionBegan() implements SessionEvent {}

  /// What the person does.
  sealed interface Person extends SessionEvent {
    /// The person makes a sound that is speech.
    record SpeechStarted() implements Person {}

    /// The person pauses and may have finished with this text.
    record EndForeseen(String text) implements Person {}

    /// The person goes on after all.
    record EndRevoked() implements Person {}

    /// The person has finished.
    record TurnEnded() implements Person {}

    /// The recogniser understood so much of the present utterance; it may still change.
    record PartialHeard(Utterance heard) implements Person {}

    /// The recogniser has the whole utterance; the text is empty if it was none.
    record FinalHeard(Utterance heard) implements Person {}

    /// The person typed a turn.
    record TextTyped(String text) implements Person {}

    /// The person pressed a telephone key.
    record KeyPressed(char key) implements Person {}

    /// The person or the application wants the reply to stop.
    record InterruptRequested() implements Person {}

    /// The application ends the turn now.
    record TurnCommitted() implements Person {}

    /// The application forgets what was said since the last turn.
    record InputCleared() implements Person {}

    /// The application lets the assistant say something.
    ///
    /// @param markup what the text holds besides words
    record SayRequested(String text, Markup markup, boolean interruptible) implements Person {
      /// A plain text.
      public SayRequested(String text, boolean interruptible) {
        this(text, Markup.PLAIN, interruptible);
      }
    }

    /// No input follows.
    record InputFinished() implements Person {}
  }

  /// What becomes of a reply.
  sealed interface Reply extends SessionEvent {
    int reply();

    /// The first of its audio goes out.
    record SpeechBegan(int reply) implements Reply {}

    /// All of it has been heard.
    ///
    /// @param text the whole reply
    record SpeechFinished(int reply, String text) implements Reply {}

    /// It broke off before it was complete; what was heard before stays.
    record Failed(int reply) implements Reply {}

    /// It goes on only when tools have answered.
    ///
    /// @param text that was written and filled in since the reply began or went on, all of it
    /// @param calls whose ids no other call of the session has
    /// @param announced whether words of its own are said if the tools take long
    record ToolsCalled(int reply, String text, List<ToolCall> calls, boolean announced)
        implements Reply {
      public ToolsCalled {
        calls = List.copyOf(calls);
      }
    }

    /// All tools of the step have answered, and the model goes on.
    record Continued(int reply) implements Reply {}
  }

  /// A tool call ended: with its result, or for good without one. May come when the reply is over.
  ///
  /// @param result for the model
  record ToolAnswered(String callId, String result) implements SessionEvent {}

  /// A timer that the conversation started has run out.
  record TimerElapsed(Timer timer) implements SessionEvent {}

  /// The timers of a conversation; at most one of each runs.
  enum Timer {
    /// A paused reply got no words.
    CONFIRMATION,
    /// The final transcript did not come.
    TRANSCRIPT,
    /// No further telephone key came.
    KEYS,
    /// From now on the person may interrupt.
    SETTLING,
    /// Nobody has spoken.
    SILENCE,
    /// The answer takes long.
    SLOW,
    /// The answer did not come.
    ANSWER,
    /// The person has not stopped speaking.
    TURN
  }
}
