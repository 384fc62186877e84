package dev.parley.server.session;

import dev.parley.asr.Transcript;
import dev.parley.proto.v1.ClientMessage;
import dev.parley.proto.v1.ConfigUpdate;
import dev.parley.proto.v1.PlaybackProgress;
import dev.parley.proto.v1.SessionConfig;
import dev.parley.proto.v1.SessionReady;
import dev.parley.proto.v1.ToolResult;
import dev.parley.proto.v1.UserTurn;
import dev.parley.server.conversation.Conversation;
import dev.parley.server.conversation.ConversationSettings;
import dev.parley.server.conversation.Playback;
import dev.parley.server.conversation.SessionCommand;
import dev.parley.server.conversation.SessionEvent;
import dev.parley.server.conversation.SessionEvent.Person;
import dev.parley.server.conversation.SessionEvent.Timer;
import dev.parley.server.conversation.Utterance;
import dev.parley.server.resume.Line;
import dev.parley.server.session.SessionInput.End;
import dev.parley.server.tool.ToolEvent;
import dev.parley.server.wire.ErrorReason;
import dev.parley.server.wire.RefusedException;
import dev.parley.server.wire.SettingsReader;
import dev.parley.server.wire.ToolReader;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a session does about each letter: asks the conversation and carries out its commands, on
/// the input and output chains and the messages to the client. Owned by the session's thread.
final class Dialogue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Dialogue.class);

  private final String id;
  private final SessionResources resources;
  private final Line line;
  private final SessionClock clock;
  private final Conversation conversation;
  private final ConversationTimers timers;
  private final ServerMessages messages;
  private final InputChain input;
  private final OutputChain outputs;
  private final IdleWatch idle;

  private SessionSettings settings;
  private @Nullable TurnTimeline timeline;

  Dialogue(
      String id,
      SessionSettings settings,
      SessionResources resources,
      Mailbox mailbox,
      Line line,
      ServerMessages messages) {
    this.id = id;
    this.settings = settings;
    this.resources = resources;
    this.line = line;
    this.clock = resources.clock();
    this.conversation = new Conversation(rules(settings));
    this.timers = new ConversationTimers(clock, mailbox);
    this.messages = messages;
    this.idle = new IdleWatch(clock, mailbox, resources.idle());
    this.input =
        new InputChain(
            settings.input(),
            settings.turn(),
            settings.recognition(),
            resources,
            mailbox::offer,
            new PersonEvents(this::on, messages, this::silence));
    this.outputs = new OutputChain(resources, mailbox, line, messages, input::plays, this::on);
  }

  /// Greets the client with the settings in effect.
  ///
  /// @param ready what else the greeting holds
  void begin(SessionReady.Builder ready) {
    LOG.debug("session {} opened: {}", id, input.describe());
    resources.replies().prepare(settings);
    messages.ready(ready.setEffectiveConfig(effectiveConfig()));
    idle.heard();
    idle.next();
    on(new SessionEvent.SessionBegan());
  }

  /// Whether the language model can call tools.
  boolean callsTools() {
    return resources.replies().callsTools(settings);
  }

  /// The settings in effect.
  SessionConfig effectiveConfig() {
    return SettingsReader.write(settings).toBuilder().setResumable(line.isResumable()).build();
  }

  /// The client is away: what it would hear or be asked stands still.
  void suspend() {
    timers.suspend();
    outputs.freeze(clock.nanoTime());
  }

  /// The client is back, and has been sent what it missed.
  void resume() {
    idle.returned();
    timers.resume();
    outputs.thaw(clock.nanoTime());
  }

  /// Tells the client why the session ends, and ends it.
  void fail(RefusedException reason) {
    messages.error(reason, true);
    line.fail(reason);
  }

  /// Stops everything that is under way.
  @Override
  public void close() {
    idle.close();
    timers.close();
    outputs.close();
    input.close();
  }

  /// Deals with a letter.
  ///
  /// @throws RefusedException if the session cannot go on
  void handle(SessionInput letter) {
    switch (letter) {
      case SessionInput.AtLine _ -> throw new IllegalArgumentException("It is about the line.");
      case SessionInput.Ended(End.Vanished()) -> line.close();
      case SessionInput.Ended(End.Refused(RefusedException reason)) -> throw reason;
      case SessionInput.Heard heard -> heard(heard);
      case SessionInput.PauseJudged judgement -> input.judged(judgement);
      case SessionInput.HearingFailed(RuntimeException cause) ->
          throw OutputChain.engineFailed(id, "The recogniser", cause);
      case SessionInput.Replying about -> outputs.handle(about);
      case SessionInput.ToolHappened(ToolEvent event) -> outputs.toolHappened(event);
      case SessionInput.TimerFired fired -> {
        if (timers.elapsed(fired)) {
          on(new SessionEvent.TimerElapsed(fired.timer()));
        }
      }
      case SessionInput.IdleCheck() -> checkIdle();
    }
  }

  /// Deals with a message of the client.
  ///
  /// @throws RefusedException if the session cannot go on
  void received(ClientMessage message) {
    idle.heard();
    switch (message.getMessageCase()) {
      case CONFIG ->
          throw new RefusedException(
              ErrorReason.CONFIG_REPEATED,
              "config",
              "A session is configured once; use ConfigUpdate to change it.");
      case AUDIO ->
          input.write(
              ClientMessages.chunk(message.getAudio().getAudio().toByteArray()), clock.nanoTime());
      case CONFIG_UPDATE -> configure(message.getConfigUpdate());
      case TEXT, DTMF, INTERRUPT, COMMIT_TURN, CLEAR_INPUT, SAY ->
          on(ClientMessages.event(message));
      case PLAYBACK -> played(message.getPlayback());
      case PING -> messages.pong(message.getPing().getId());
      case END_OF_AUDIO -> finishInput();
      case TOOL_RESULT -> toolAnswered(message.getToolResult());
      case RECEIVED -> {}
      case HANG_UP -> line.complete();
      case MESSAGE_NOT_SET ->
          throw ClientMessages.invalid("", "A message is empty; set one of its fields.");
    }
  }

  private void configure(ConfigUpdate update) {
    try {
      settings = resources.settings().read(settings, update);
    } catch (RefusedException e) {
      messages.error(e, false);
      return;
    }
    conversation.configure(rules(settings));
    input.configure(settings.turn(), settings.recognition());
    messages.configApplied(effectiveConfig());
  }

  private void played(PlaybackProgress progress) {
    outputs.played(
        progress.getReplyId(), Duration.ofMillis(progress.getPlayedMs()), progress.getFinished());
  }

  private void toolAnswered(ToolResult result) {
    try {
      outputs.toolAnswered(result.getCallId(), ToolReader.text(result));
    } catch (RefusedException e) {
      messages.error(e, false);
    }
  }

  /// The client will send nothing more.
  void finishInput() {
    input.finishInput();
    on(new Person.InputFinished());
  }

  private void heard(SessionInput.Heard heard) {
    if (!input.isCurrent(heard)) {
      return;
    }
    messages.transcript(InputChain.itemId(heard), heard.transcript());
    switch (heard.transcript()) {
      case Transcript.Partial partial -> {
        Utterance utterance = utterance(partial);
        on(new Person.PartialHeard(utterance));
        input.heard(utterance, partial.listenedTo());
      }
      case Transcript.Final complete -> {
        if (timeline != null) {
          timeline.finalTranscript(clock.nanoTime());
        }
        on(new Person.FinalHeard(utterance(complete)));
      }
    }
  }

  private Utterance utterance(Transcript transcript) {
    double confidence = transcript instanceof Transcript.Final complete ? complete.confidence() : 1;
    return new Utterance(transcript.text(), transcript.language(), input.speech(), confidence);
  }

  private void on(SessionEvent event) {
    long now = clock.nanoTime();
    Playback playback = outputs.playback(now);
    switch (event) {
      case SessionEvent.Reply.SpeechFinished _ -> outputs.finish(now);
      case SessionEvent.Reply.Failed _ -> outputs.cancel(false, now);
      case SessionEvent.SessionBegan _,
          Person _,
          SessionEvent.Reply.SpeechBegan _,
          SessionEvent.Reply.ToolsCalled _,
          SessionEvent.Reply.Continued _,
          SessionEvent.ToolAnswered _,
          SessionEvent.TimerElapsed _ -> {}
    }
    for (SessionCommand command : conversation.on(event, playback)) {
      obey(command);
    }
  }

  private void obey(SessionCommand command) {
    long now = clock.nanoTime();
    switch (command) {
      case SessionCommand.ChangeState(var from, var to) -> messages.stateChanged(from, to);
      case SessionCommand.AnnounceTurnStarted() -> {
        messages.nextTurn();
        messages.userTurn(UserTurn.Kind.STARTED, input.position());
      }
      case SessionCommand.AnnounceTurnStopped() ->
          messages.userTurn(UserTurn.Kind.STOPPED, input.position());
      case SessionCommand.FinishUtterance() -> {
        if (timeline == null || !outputs.isHeld()) {
          timeline = input.timeline(now);
        }
        timeline.endOfTurn(now);
        input.finishUtterance();
      }
      case SessionCommand.DropUtterance() -> {
        timeline = null;
        input.dropUtterance();
      }
      case SessionCommand.StartReply start -> startReply(start, now);
      case SessionCommand.ReleaseReply _ -> {
        timeline = null;
        outputs.release();
      }
      case SessionCommand.FillReply(int _, String words) -> outputs.fill(words);
      case SessionCommand.MuteInput(boolean muted) -> input.mute(muted);
      case SessionCommand.SpeakText say -> outputs.say(say, settings, now);
      case SessionCommand.PauseReply _ -> outputs.pause(now);
      case SessionCommand.ResumeReply _ -> outputs.resume(now);
      case SessionCommand.CancelReply(int _, boolean announce) -> outputs.cancel(announce, now);
      case SessionCommand.StartTimer(Timer timer, Duration duration) ->
          timers.start(timer, duration);
      case SessionCommand.StopTimer(Timer timer) -> timers.stop(timer);
      case SessionCommand.CloseSession() -> line.complete();
    }
  }

  private void startReply(SessionCommand.StartReply start, long now) {
    if (start.held()) {
      timeline = input.timeline(now);
    }
    TurnTimeline answered = timeline == null ? new TurnTimeline(now, 0) : timeline;
    outputs.answer(start, settings, answered, now);
    if (!start.held()) {
      timeline = null;
    }
  }

  private void checkIdle() {
    if (line.isAttached()) {
      if (outputs.isSilent()) {
        idle.check();
      }
      if (idle.isSettled()) {
        input.checkStalled(clock.nanoTime());
      }
    }
    idle.next();
  }

  private Duration silence() {
    return input.silence();
  }

  private static ConversationSettings rules(SessionSettings settings) {
    return settings.rules();
  }
}
