package dev.parley.server.session;

import com.google.protobuf.util.Timestamps;
import dev.parley.asr.Lag;
import dev.parley.asr.Transcript;
import dev.parley.audio.vad.VadEvent;
import dev.parley.proto.v1.AudioOut;
import dev.parley.proto.v1.ConfigApplied;
import dev.parley.proto.v1.Error;
import dev.parley.proto.v1.Interruption;
import dev.parley.proto.v1.Pong;
import dev.parley.proto.v1.ProviderChanged;
import dev.parley.proto.v1.Received;
import dev.parley.proto.v1.ReplyText;
import dev.parley.proto.v1.ServerMessage;
import dev.parley.proto.v1.SessionConfig;
import dev.parley.proto.v1.SessionReady;
import dev.parley.proto.v1.SessionState;
import dev.parley.proto.v1.SpeechProgress;
import dev.parley.proto.v1.StateChanged;
import dev.parley.proto.v1.ToolCall;
import dev.parley.proto.v1.ToolCallCancelled;
import dev.parley.proto.v1.TurnMetrics;
import dev.parley.proto.v1.UserTurn;
import dev.parley.server.conversation.ConversationState;
import dev.parley.server.resume.Line;
import dev.parley.server.tool.JsonText;
import dev.parley.server.turn.Evidence;
import dev.parley.server.turn.Verdict;
import dev.parley.server.wire.HearingWriter;
import dev.parley.server.wire.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Writes a session's messages: numbers them, stamps them and sends them. Owned by the session's
/// thread.
final class ServerMessages {
  private static final List<String> CAPABILITIES =
      List.of(
          "partials",
          "word_times",
          "barge_in",
          "text_input",
          "say",
          "ssml",
          "lexicon",
          "dtmf",
          "push_to_talk",
          "end_of_turn",
          "anticipation",
          "prompts");

  private final String sessionId;
  private final SessionClock clock;
  private final Line line;

  private int turn;
  private long sequence;

  ServerMessages(String sessionId, SessionClock clock, Line line) {
    this.sessionId = sessionId;
    this.clock = clock;
    this.line = line;
  }

  String sessionId() {
    return sessionId;
  }

  /// The messages that follow belong to the next turn.
  void nextTurn() {
    turn++;
  }

  void ready(SessionReady.Builder ready) {
    send(message().setReady(ready.addAllCapabilities(CAPABILITIES)));
  }

  /// The greeting of a client that has come back, which is not numbered.
  ///
  /// @param acknowledged the number of the last message that the client has got
  ServerMessage readyAgain(SessionReady.Builder ready, long acknowledged) {
    return message(acknowledged)
        .setReady(ready.setResumed(true).addAllCapabilities(CAPABILITIES))
        .build();
  }

  /// Tells what was taken.
  void receipt() {
    send(message().setReceived(Received.getDefaultInstance()));
  }

  void configApplied(SessionConfig effective) {
    send(message().setConfigApplied(ConfigApplied.newBuilder().setEffectiveConfig(effective)));
  }

  void voiceActivity(VadEvent event) {
    send(message().setVad(HearingWriter.write(event)));
  }

  void userTurn(UserTurn.Kind kind, long position) {
    send(
        message()
            .setUserTurn(
                UserTurn.newBuilder()
                    .setKind(kind)
                    .setAudioMs(HearingWriter.milliseconds(position))));
  }

  void transcript(String itemId, Transcript transcript) {
    send(message().setTranscript(HearingWriter.write(itemId, transcript)));
  }

  void endOfTurn(Verdict verdict, Evidence evidence, Duration silence, Duration inference) {
    send(message().setEndOfTurn(HearingWriter.write(verdict, evidence, silence, inference)));
  }

  void overload(Lag lag) {
    send(message().setOverload(HearingWriter.write(lag)));
  }

  void stateChanged(ConversationState from, ConversationState to) {
    send(
        message()
            .setStateChanged(
                StateChanged.newBuilder().setOldState(state(from)).setNewState(state(to))));
  }

  void replyText(String replyId, String delta, boolean finished) {
    send(
        message()
            .setReplyText(
                ReplyText.newBuilder().setReplyId(replyId).setDelta(delta).setFinished(finished)));
  }

  void audio(AudioOut.Builder audio) {
    send(message().setAudio(audio));
  }

  void speechProgress(String replyId, String heard, String remaining) {
    send(
        message()
            .setSpeechProgress(
                SpeechProgress.newBuilder()
                    .setReplyId(replyId)
                    .setHeardText(heard)
                    .setRemainingText(remaining)));
  }

  void interruption(String replyId, Interruption.Kind kind, boolean resumed, long heardMs) {
    send(
        message()
            .setInterruption(
                Interruption.newBuilder()
                    .setReplyId(replyId)
                    .setKind(kind)
                    .setResumed(resumed)
                    .setHeardMs(Math.toIntExact(heardMs))));
  }

  void toolCall(dev.parley.server.llm.ToolCall call, boolean onServer) {
    send(
        message()
            .setToolCall(
                ToolCall.newBuilder()
                    .setCallId(call.id())
                    .setName(call.name())
                    .setArguments(JsonText.read(call.arguments()))
                    .setOnServer(onServer)));
  }

  void toolCallCancelled(String callId) {
    send(message().setToolCallCancelled(ToolCallCancelled.newBuilder().setCallId(callId)));
  }

  void providerChanged(String from, String to, String cause) {
    send(
        message()
            .setProviderChanged(
                ProviderChanged.newBuilder().setFrom(from).setTo(to).setCause(cause)));
  }

  void turnMetrics(TurnMetrics metrics) {
    send(message().setTurnMetrics(metrics));
  }

  void pong(long id) {
    send(message().setPong(Pong.newBuilder().setId(id)));
  }

  void error(RefusedException refused, boolean fatal) {
    send(
        message()
            .setError(
                Error.newBuilder()
                    .setCode(refused.reason().name())
                    .setMessage(String.valueOf(refused.getMessage()))
                    .setField(refused.field())
                    .setFatal(fatal)));
  }

  private ServerMessage.Builder message() {
    return message(sequence++);
  }

  private ServerMessage.Builder message(long number) {
    Instant now = clock.now();
    return ServerMessage.newBuilder()
        .setSessionId(sessionId)
        .setTurnId(turn)
        .setSeq(number)
        .setReceivedSeq(line.received())
        .setServerTime(Timestamps.fromMillis(now.toEpochMilli()));
  }

  private void send(ServerMessage.Builder message) {
    line.send(message.build());
  }

  private static SessionState state(ConversationState state) {
    return switch (state) {
      case LISTENING -> SessionState.LISTENING;
      case USER_SPEAKING -> SessionState.USER_SPEAKING;
      case THINKING -> SessionState.THINKING;
      case SPEAKING -> SessionState.SPEAKING;
      case PAUSED -> SessionState.PAUSED;
      case CLOSED -> SessionState.CLOSED;
    };
  }
}
