package dev.parley.server.conversation;

import dev.parley.server.conversation.SessionEvent.Timer;
import dev.parley.server.llm.Message;
import dev.parley.tts.Markup;
import java.time.Duration;
import java.util.List;

/// What a conversation wants done. The session carries commands out in order.
public sealed interface SessionCommand {

  /// Tell the client that the state changed.
  record ChangeState(ConversationState from, ConversationState to) implements SessionCommand {}

  /// Tell the client that the person's turn began.
  record AnnounceTurnStarted() implements SessionCommand {}

  /// Tell the client that the person's turn is over.
  record AnnounceTurnStopped() implements SessionCommand {}

  /// Ask the recogniser for the final transcript of the utterance.
  record FinishUtterance() implements SessionCommand {}

  /// Forget the audio of the utterance.
  record DropUtterance() implements SessionCommand {}

  /// Let the language model answer and speak its answer.
  ///
  /// @param held whether nothing of it may leave before [ReleaseReply]
  record StartReply(int reply, List<Message> history, boolean held) implements SessionCommand {
    public StartReply {
      history = List.copyOf(history);
    }
  }

  /// Let a held reply be heard.
  record ReleaseReply(int reply) implements SessionCommand {}

  /// Say this while the answer is awaited, as the reply's first words.
  record FillReply(int reply, String text) implements SessionCommand {}

  /// Speak a given text as a reply.
  ///
  /// @param markup what the text holds besides words
  record SpeakText(int reply, String text, Markup markup) implements SessionCommand {}

  /// Hold the audio of the reply back.
  record PauseReply(int reply) implements SessionCommand {}

  /// Go on with the audio of a paused reply, and tell the client that it was a false alarm.
  record ResumeReply(int reply) implements SessionCommand {}

  /// Stop the reply for good and throw away its audio.
  ///
  /// @param announce whether the client is told of an interruption; not if nothing was heard yet
  record CancelReply(int reply, boolean announce) implements SessionCommand {}

  /// Hear nothing from now on, or hear again.
  record MuteInput(boolean muted) implements SessionCommand {}

  /// Start or restart a timer.
  record StartTimer(Timer timer, Duration duration) implements SessionCommand {}

  /// Stop a timer.
  record StopTimer(Timer timer) implements SessionCommand {}

  /// End the session; nothing follows.
  record CloseSession() implements SessionCommand {}
}
