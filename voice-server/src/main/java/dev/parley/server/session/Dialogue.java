package dev.parley.server.session;

import dev.parley.asr.Transcript;
import dev.parley.proto.v1.ClientMessage;
import dev.parley.proto.v1.ConfigUpdate;
import dev.parley.proto.v1.PlaybackProgress;
import dev.parley.proto.v1.SessionConfig;
import dev.parley.proto.v1.SessionReady;
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
import dev.parley.server.wire.ErrorReason;
import dev.parley.server.wire.RefusedException;
import dev.parley.server.wire.SettingsReader;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a session does about each letter: asks the conversation and carries out its commands, on
/// the input chain, the reply and the messages to the client. Owned by the session's thread.
final class Dialogue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Dialogue.class);
  /// When to look again at a client that does not keep up.
  private static final Duration CLIENT_BUSY = Duration.ofMillis(20);

  private final String id;
  private final SessionResources resources;
  private final Line line;
  private final SessionClock clock;
  private final Mailbox mailbox;
  private final Conversation conversation;
  private final ConversationTimers timers;
  private final ServerMessages messages;
  private final InputChain input;
  private final IdleWatch idle;

  private SessionSettings settings;
  private @Nullable SpokenReply reply;
  private @Nullable TurnTimeline timeline;
  private Runnable gateTimer = () -> {};

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
    this.mailbox = mailbox;
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

  /// The settings in effect.
  SessionConfig effectiveConfig() {
    return SettingsReader.write(settings).toBuilder().setResumable(line.isResumable()).build();
  }

  /// The client is away: what it would hear or be asked stands still.
  void suspend() {
    gateTimer.run();
    timers.suspend();
    if (reply != null) {
      reply.freeze(clock.nanoTime(), line.firstUndelivered(reply.id()));
    }
  }

  /// The client is back, and has been sent what it missed.
  void resume() {
    idle.returned();
    timers.resume();
    if (reply != null) {
      reply.thaw(clock.nanoTime(), line.firstUndelivered(reply.id()));
      sendAudio();
    }
  }

  /// Tells the client why the session ends, and ends it.
  void fail(RefusedException reason) {
    messages.error(reason, true);
    line.fail(reason);
  }

  /// Stops everything that is under way.
  @Override
  public void close() {
    gateTimer.run();
    idle.close();
    timers.close();
    if (reply != null) {
      reply.cancel(false, clock.nanoTime());
      reply = null;
    }
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
          throw engineFailed("The recogniser", cause);
      case SessionInput.Written(int number, String text) when isCurrent(number) ->
          current().written(text, clock.nanoTime());
      case SessionInput.Written _ -> {}
      case SessionInput.WritingFinished(int number, var _) when isCurrent(number) ->
          current().writingFinished();
      case SessionInput.WritingFinished _ -> {}
      case SessionInput.WritingFailed failed -> writingFailed(failed);
      case SessionInput.Spoken(int number, var piece) when isCurrent(number) -> {
        current().spoken(piece);
        sendAudio();
      }
      case SessionInput.Spoken _ -> {}
      case SessionInput.SpeakingFinished(int number) when isCurrent(number) -> {
        current().speakingFinished();
        sendAudio();
      }
      case SessionInput.SpeakingFinished _ -> {}
      case SessionInput.SpeakingFailed(int number, var cause) when isCurrent(number) ->
          throw engineFailed("The voice", cause);
      case SessionInput.SpeakingFailed _ -> {}
      case SessionInput.TextRefused(int number, var reason) when isCurrent(number) -> {
        messages.error(reason, false);
        on(new SessionEvent.Reply.Failed(number));
      }
      case SessionInput.TextRefused _ -> {}
      case SessionInput.ProviderChosen(int number, String from, String to, String cause) -> {
        if (isCurrent(number)) {
          current().answeredBy(to);
        }
        if (!from.isEmpty()) {
          messages.providerChanged(from, to, cause);
        }
      }
      case SessionInput.TimerFired fired -> {
        if (timers.elapsed(fired)) {
          on(new SessionEvent.TimerElapsed(fired.timer()));
        }
      }
      case SessionInput.GateDue(int number) when isCurrent(number) -> sendAudio();
      case SessionInput.GateDue _ -> {}
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
      case TOOL_RESULT ->
          messages.error(
              ClientMessages.invalid("tool_result.call_id", "There is no such tool call; drop it."),
              false);
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
    if (reply != null && reply.id().equals(progress.getReplyId())) {
      reply.gate().report(Duration.ofMillis(progress.getPlayedMs()), progress.getFinished());
      sendAudio();
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
    return new Utterance(transcript.text(), transcript.language(), input.speech());
  }

  private void writingFailed(SessionInput.WritingFailed failed) {
    if (!isCurrent(failed.reply())) {
      return;
    }
    if (current().gate().isHeld() && !current().hasText()) {
      on(new SessionEvent.Reply.Failed(failed.reply()));
      return;
    }
    LOG.warn("session {}: no answer: {}", id, failed.cause().getMessage());
    messages.error(
        new RefusedException(
            ErrorReason.MODEL_FAILED, "", String.valueOf(failed.cause().getMessage())),
        false);
    if (current().hasText()) {
      current().endText();
    } else {
      on(new SessionEvent.Reply.Failed(failed.reply()));
    }
  }

  private RefusedException engineFailed(String engine, RuntimeException cause) {
    LOG.error("session {}: {} failed", id, engine, cause);
    return new RefusedException(
        ErrorReason.ENGINE_FAILED, "", engine + " failed on this session; start a new one.");
  }

  private void on(SessionEvent event) {
    long now = clock.nanoTime();
    Playback playback = reply == null ? Playback.NONE : reply.gate().playback(now);
    switch (event) {
      case SessionEvent.Reply.SpeechFinished _ -> {
        current().finished(now);
        reply = null;
      }
      case SessionEvent.Reply.Failed _ -> {
        current().cancel(false, now);
        reply = null;
      }
      case SessionEvent.SessionBegan _,
          Person _,
          SessionEvent.Reply.SpeechBegan _,
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
        if (timeline == null || reply == null || !reply.gate().isHeld()) {
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
        current().release();
        sendAudio();
      }
      case SessionCommand.FillReply(int _, String words) -> current().fill(words);
      case SessionCommand.MuteInput(boolean muted) -> input.mute(muted);
      case SessionCommand.SpeakText say ->
          reply = resources.replies().say(say, settings, mailbox, messages, input::plays, now);
      case SessionCommand.PauseReply _ -> {
        current().gate().pause(now);
        gateTimer.run();
      }
      case SessionCommand.ResumeReply _ -> {
        current().resumed(now);
        sendAudio();
      }
      case SessionCommand.CancelReply(int _, boolean announce) -> {
        current().cancel(announce, now);
        reply = null;
      }
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
    reply =
        resources.replies().answer(start, settings, mailbox, messages, answered, input::plays, now);
    if (!start.held()) {
      timeline = null;
    }
  }

  private void sendAudio() {
    gateTimer.run();
    if (!line.isAttached()) {
      return;
    }
    long now = clock.nanoTime();
    SpokenReply speaking = current();
    boolean ready = line.isReady();
    if (ready && speaking.send(now)) {
      on(new SessionEvent.Reply.SpeechBegan(speaking.number()));
    }
    PlaybackGate gate = speaking.gate();
    if (gate.isFinished(now)) {
      on(new SessionEvent.Reply.SpeechFinished(speaking.number(), gate.wholeText()));
      return;
    }
    OptionalLong wait = ready ? gate.nextCheck(now) : OptionalLong.of(CLIENT_BUSY.toNanos());
    if (wait.isPresent()) {
      SessionInput due = new SessionInput.GateDue(speaking.number());
      gateTimer = clock.schedule(Duration.ofNanos(wait.getAsLong()), () -> mailbox.offer(due));
    }
  }

  private void checkIdle() {
    if (line.isAttached()) {
      if (reply == null) {
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

  private boolean isCurrent(int number) {
    return reply != null && reply.number() == number;
  }

  private SpokenReply current() {
    if (reply == null) {
      throw new IllegalStateException("There is no reply.");
    }
    return reply;
  }

  private static ConversationSettings rules(SessionSettings settings) {
    return settings.rules();
  }
}
