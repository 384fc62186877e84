package dev.parley.server.session;

import dev.parley.server.conversation.Playback;
import dev.parley.server.conversation.SessionCommand;
import dev.parley.server.conversation.SessionEvent;
import dev.parley.server.llm.Message;
import dev.parley.server.llm.ToolCall;
import dev.parley.server.resume.Line;
import dev.parley.server.tool.SessionTools;
import dev.parley.server.tool.ToolEvent;
import dev.parley.server.tool.ToolHost;
import dev.parley.server.tool.ToolStep;
import dev.parley.server.wire.ErrorReason;
import dev.parley.server.wire.RefusedException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The output side of a session: the one reply that is alive, from the language model and its tools
/// to the listener. Owned by the session's thread.
final class OutputChain implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutputChain.class);

  /// When to look again at a client that does not keep up.
  private static final Duration CLIENT_BUSY = Duration.ofMillis(20);

  private final Replies replies;
  private final SessionClock clock;
  private final Mailbox mailbox;
  private final Line line;
  private final ServerMessages messages;
  private final Loudspeaker loudspeaker;
  private final Consumer<SessionEvent> events;
  private final SessionTools tools = new SessionTools(new Host());

  private @Nullable SpokenReply reply;
  private @Nullable AnswerRequest request;
  private Runnable gateTimer = () -> {};

  /// @param loudspeaker is told what the person hears
  /// @param events takes what happens, on the session's thread
  OutputChain(
      SessionResources resources,
      Mailbox mailbox,
      Line line,
      ServerMessages messages,
      Loudspeaker loudspeaker,
      Consumer<SessionEvent> events) {
    this.replies = resources.replies();
    this.clock = resources.clock();
    this.mailbox = mailbox;
    this.line = line;
    this.messages = messages;
    this.loudspeaker = loudspeaker;
    this.events = events;
  }

  /// Whether no reply is alive.
  boolean isSilent() {
    return reply == null;
  }

  /// Whether a reply is alive of which nobody may hear yet.
  boolean isHeld() {
    return reply != null && reply.gate().isHeld();
  }

  /// What the person hears at the moment.
  Playback playback(long now) {
    return reply == null ? Playback.NONE : reply.gate().playback(now);
  }

  /// Starts an answer.
  void answer(
      SessionCommand.StartReply start, SessionSettings settings, TurnTimeline answered, long now) {
    AnswerRequest asked = replies.request(start, settings, mailbox);
    request = asked;
    reply = replies.answer(start, asked, settings, mailbox, messages, answered, loudspeaker, now);
  }

  /// Starts a reply of a given text.
  void say(SessionCommand.SpeakText say, SessionSettings settings, long now) {
    request = null;
    reply = replies.say(say, settings, mailbox, messages, loudspeaker, now);
  }

  /// Lets a held reply be heard, and what waited for that be done.
  void release() {
    SpokenReply released = current();
    released.release();
    tools.release(released.number());
    sendAudio();
  }

  /// Says something while the answer is awaited.
  void fill(String words) {
    current().fill(words);
  }

  void pause(long now) {
    current().gate().pause(now);
    gateTimer.run();
  }

  void resume(long now) {
    SpokenReply resumed = current();
    resumed.resumed(now);
    tools.release(resumed.number());
    sendAudio();
  }

  /// The client is away: what it would hear stands still.
  void freeze(long now) {
    gateTimer.run();
    if (reply != null) {
      reply.freeze(now, line.firstUndelivered(reply.id()));
    }
  }

  /// The client is back, and has been sent what it missed.
  void thaw(long now) {
    if (reply != null) {
      reply.thaw(now, line.firstUndelivered(reply.id()));
      sendAudio();
    }
  }

  /// All of the reply was heard.
  void finish(long now) {
    current().finished(now);
    forget();
  }

  /// Stops the reply for good.
  ///
  /// @param announce whether the client is told, if it got audio
  void cancel(boolean announce, long now) {
    current().cancel(announce, now);
    forget();
  }

  /// The client tells how much it has played.
  void played(String replyId, Duration played, boolean finished) {
    if (reply != null && reply.id().equals(replyId)) {
      reply.gate().report(played, finished);
      sendAudio();
    }
  }

  /// The client tells what a tool brought.
  ///
  /// @throws RefusedException if there was no such call
  void toolAnswered(String callId, String text) {
    if (!tools.answer(callId, text)) {
      throw ClientMessages.invalid("tool_result.call_id", "There is no such tool call; drop it.");
    }
  }

  void toolHappened(ToolEvent event) {
    tools.on(event);
  }

  /// Deals with what becomes of a reply.
  ///
  /// @throws RefusedException if the session cannot go on
  void handle(SessionInput.Replying letter) {
    if (letter instanceof SessionInput.ProviderChosen chosen && !chosen.from().isEmpty()) {
      messages.providerChanged(chosen.from(), chosen.to(), chosen.cause());
    }
    if (reply == null || reply.number() != letter.reply()) {
      return;
    }
    switch (letter) {
      case SessionInput.Written(int _, String text) -> reply.written(text, clock.nanoTime());
      case SessionInput.WritingFinished _ -> reply.writingFinished();
      case SessionInput.ToolsWanted(int _, List<ToolCall> calls) -> call(reply, calls);
      case SessionInput.WritingFailed failed -> writingFailed(reply, failed);
      case SessionInput.Spoken(int _, var piece) -> {
        reply.spoken(piece);
        sendAudio();
      }
      case SessionInput.SpeakingFinished _ -> {
        reply.speakingFinished();
        sendAudio();
      }
      case SessionInput.SpeakingFailed(int _, var cause) ->
          throw engineFailed(messages.sessionId(), "The voice", cause);
      case SessionInput.TextRefused(int number, var reason) -> {
        messages.error(reason, false);
        events.accept(new SessionEvent.Reply.Failed(number));
      }
      case SessionInput.ProviderChosen chosen -> reply.answeredBy(chosen.to());
      case SessionInput.GateDue _ -> sendAudio();
    }
  }

  /// Stops everything and tells nobody.
  @Override
  public void close() {
    gateTimer.run();
    tools.close();
    if (reply != null) {
      reply.cancel(false, clock.nanoTime());
      reply = null;
    }
  }

  private void call(SpokenReply calling, List<ToolCall> wanted) {
    if (request == null) {
      throw new IllegalStateException("A given text calls no tools.");
    }
    ToolStep step = tools.prepare(calling.number(), request.tools(), wanted);
    String text = calling.takeText();
    request.called(text, step.calls());
    events.accept(
        new SessionEvent.Reply.ToolsCalled(
            calling.number(), text, step.calls(), step.hasProgress()));
    tools.start(step, mayBeWithdrawn(calling));
  }

  /// Whether the person may turn out not to want it: they have not surely finished what it answers,
  /// or they have just made a sound over it.
  private static boolean mayBeWithdrawn(SpokenReply reply) {
    return reply.gate().isHeld() || reply.gate().isPaused();
  }

  private void writingFailed(SpokenReply failing, SessionInput.WritingFailed failed) {
    if (failing.gate().isHeld() && !failing.hasText()) {
      events.accept(new SessionEvent.Reply.Failed(failed.reply()));
      return;
    }
    LOG.warn("session {}: no answer: {}", messages.sessionId(), failed.cause().getMessage());
    messages.error(
        new RefusedException(
            ErrorReason.MODEL_FAILED, "", String.valueOf(failed.cause().getMessage())),
        false);
    if (failing.hasText()) {
      failing.endText();
    } else {
      events.accept(new SessionEvent.Reply.Failed(failed.reply()));
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
      events.accept(new SessionEvent.Reply.SpeechBegan(speaking.number()));
    }
    PlaybackGate gate = speaking.gate();
    if (gate.isFinished(now)) {
      events.accept(new SessionEvent.Reply.SpeechFinished(speaking.number(), gate.wholeText()));
      return;
    }
    OptionalLong wait = ready ? gate.nextCheck(now) : OptionalLong.of(CLIENT_BUSY.toNanos());
    if (wait.isPresent()) {
      SessionInput due = new SessionInput.GateDue(speaking.number());
      gateTimer = clock.schedule(Duration.ofNanos(wait.getAsLong()), () -> mailbox.offer(due));
    }
  }

  private void forget() {
    SpokenReply gone = current();
    reply = null;
    request = null;
    tools.stop(gone.number());
  }

  private SpokenReply current() {
    if (reply == null) {
      throw new IllegalStateException("There is no reply.");
    }
    return reply;
  }

  /// An engine cannot go on.
  static RefusedException engineFailed(String session, String engine, RuntimeException cause) {
    LOG.error("session {}: {} failed", session, engine, cause);
    return new RefusedException(
        ErrorReason.ENGINE_FAILED, "", engine + " failed on this session; start a new one.");
  }

  /// What the tools want of this session.
  private final class Host implements ToolHost {
    @Override
    public void post(ToolEvent event) {
      mailbox.offer(new SessionInput.ToolHappened(event));
    }

    @Override
    public Runnable schedule(Duration delay, ToolEvent event) {
      return clock.schedule(delay, () -> post(event));
    }

    @Override
    public void called(ToolCall call, boolean onServer) {
      messages.toolCall(call, onServer);
    }

    @Override
    public void cancelled(String callId) {
      messages.toolCallCancelled(callId);
    }

    @Override
    public void answered(String callId, String text) {
      events.accept(new SessionEvent.ToolAnswered(callId, text));
    }

    @Override
    public void sayProgress(int number, String phrase) {
      current().say(phrase);
    }

    @Override
    public void stepEnded(int number, List<Message.ToolResult> results) {
      if (request == null) {
        throw new IllegalStateException("A given text calls no tools.");
      }
      request.answered(results);
      events.accept(new SessionEvent.Reply.Continued(number));
      current().goOn();
    }
  }
}
