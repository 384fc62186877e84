package dev.parley.server.session;

import dev.parley.asr.Transcript;
import dev.parley.proto.v1.ClientMessage;
import dev.parley.server.conversation.SessionEvent.Timer;
import dev.parley.server.llm.LlmException;
import dev.parley.server.llm.TokenUsage;
import dev.parley.server.llm.ToolCall;
import dev.parley.server.tool.ToolEvent;
import dev.parley.server.wire.RefusedException;
import dev.parley.tts.SynthesizedAudio;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/// Everything that reaches a session's thread.
sealed interface SessionInput {
  /// What comes over the line to the client, or is about the line.
  sealed interface AtLine extends SessionInput {}

  /// The client sent a message.
  ///
  /// @param connection over which it came
  /// @param handled is run when the message has been dealt with, so that the door asks for another
  record FromClient(SessionOutput connection, ClientMessage message, Runnable handled)
      implements AtLine {}

  /// The client will send nothing more.
  record ClientFinished(SessionOutput connection) implements AtLine {}

  /// A connection broke.
  record LineBroken(SessionOutput connection) implements AtLine {}

  /// Somebody wants to continue the session.
  ///
  /// @param acknowledged the number of the last message that the client has got
  record Returned(SessionOutput connection, String token, long acknowledged) implements AtLine {}

  /// The client has been away for as long as it may.
  ///
  /// @param absence which of the session's absences it was
  record WindowClosed(int absence) implements AtLine {}

  /// The server is stopping and waits for nobody who is away.
  record Draining() implements AtLine {}

  /// The client is gone, or the server ends the session.
  record Ended(End end) implements SessionInput {}

  /// How a session is ended from outside.
  sealed interface End {
    /// Nobody listens any more.
    record Vanished() implements End {}

    /// The server refuses to go on.
    record Refused(RefusedException reason) implements End {}
  }

  /// What is found out about the input elsewhere.
  sealed interface Hearing extends SessionInput {}

  /// The recogniser understood something.
  ///
  /// @param stream which of the session's streams it came from
  record Heard(int stream, Transcript transcript) implements Hearing {}

  /// The recogniser failed for good.
  record HearingFailed(RuntimeException cause) implements Hearing {}

  /// A model judged whether a pause is the end of the turn.
  sealed interface PauseJudged extends Hearing {
    /// Which pause of the session it was.
    int pause();
  }

  /// By the sound.
  ///
  /// @param probability of an end; empty if it could not be judged
  /// @param inference how long it took
  record SoundJudged(int pause, OptionalDouble probability, Duration inference)
      implements PauseJudged {}

  /// By the words.
  ///
  /// @param text that was judged
  /// @param probability of an end; empty if it could not be judged
  /// @param inference how long it took
  record WordsJudged(int pause, String text, OptionalDouble probability, Duration inference)
      implements PauseJudged {}

  /// What becomes of a reply; too late unless it is the present one.
  sealed interface Replying extends SessionInput {
    int reply();
  }

  /// The language model wrote a piece of the reply.
  record Written(int reply, String text) implements Replying {}

  /// The language model finished the reply.
  record WritingFinished(int reply, TokenUsage usage) implements Replying {}

  /// The language model goes on only when tools have answered.
  ///
  /// @param calls under the ids of the model
  record ToolsWanted(int reply, List<ToolCall> calls) implements Replying {}

  /// The language model broke off.
  record WritingFailed(int reply, LlmException cause) implements Replying {}

  /// The voice spoke a piece of the reply.
  record Spoken(int reply, SynthesizedAudio piece) implements Replying {}

  /// The voice spoke everything that was written.
  record SpeakingFinished(int reply) implements Replying {}

  /// The voice failed.
  record SpeakingFailed(int reply, RuntimeException cause) implements Replying {}

  /// The text of the reply cannot be spoken as it was sent.
  record TextRefused(int reply, RefusedException reason) implements Replying {}

  /// A provider was chosen to answer.
  ///
  /// @param from the one that gave up; empty for the first choice
  record ProviderChosen(int reply, String from, String to, String cause) implements Replying {}

  /// The gate may send again.
  record GateDue(int reply) implements Replying {}

  /// Something happened to a tool call.
  record ToolHappened(ToolEvent event) implements SessionInput {}

  /// A timer of the conversation ran out.
  ///
  /// @param start which start of the timer this belongs to; an older one is stale
  record TimerFired(Timer timer, int start) implements SessionInput {}

  /// Time to see whether the client is still there.
  record IdleCheck() implements SessionInput {}
}
