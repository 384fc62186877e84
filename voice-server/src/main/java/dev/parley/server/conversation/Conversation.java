package dev.parley.server.conversation;

import static dev.parley.server.conversation.ConversationState.CLOSED;
import static dev.parley.server.conversation.ConversationState.LISTENING;
import static dev.parley.server.conversation.ConversationState.PAUSED;
import static dev.parley.server.conversation.ConversationState.SPEAKING;
import static dev.parley.server.conversation.ConversationState.THINKING;
import static dev.parley.server.conversation.ConversationState.USER_SPEAKING;

import dev.parley.server.conversation.SessionEvent.Person;
import dev.parley.server.conversation.SessionEvent.Reply;
import dev.parley.server.conversation.SessionEvent.SessionBegan;
import dev.parley.server.conversation.SessionEvent.Timer;
import dev.parley.server.conversation.SessionEvent.TimerElapsed;
import dev.parley.server.conversation.SessionEvent.ToolAnswered;
import dev.parley.server.language.Words;
import dev.parley.server.llm.Message;
import java.util.List;

/// Decides who speaks. Events go in one at a time, commands come out; nothing else happens here.
///
/// Invariants: at most one reply is alive; an event of another reply changes nothing; the history
/// holds what was heard, not what was generated; every state but CLOSED can be left by an event
/// that is sure to come (a timer, the end of the reply, or the person).
///
/// A reply is alive from [SessionCommand.StartReply] or [SessionCommand.SpeakText] until its
/// [Reply.SpeechFinished] or [Reply.Failed], or until this class cancels it. A reply that is held
/// was prepared while the person seems to finish; it is not heard before the final transcript has
/// said the same.
public final class Conversation {
  private final WaitingTexts waitingTexts = new WaitingTexts();
  private final Orders orders = new Orders();
  private final Floor floor = new Floor(orders);
  private final ReplySlot reply = new ReplySlot(orders);
  private final Answers answers = new Answers(reply);
  private final Interruptions interruptions = new Interruptions(orders);
  private final PersonTurn person = new PersonTurn(orders);
  private final PressedKeys keys = new PressedKeys(orders);

  private ConversationSettings settings;

  private boolean inputFinished;

  public Conversation(ConversationSettings settings) {
    this.settings = settings;
  }

  /// Changes the rules from the next event on.
  public void configure(ConversationSettings changed) {
    settings = changed;
  }

  public ConversationState state() {
    return floor.state();
  }

  /// What was said and heard so far, oldest first.
  public List<Message> history() {
    return answers.history();
  }

  /// Takes an event and says what to do about it, in order.
  public List<SessionCommand> on(SessionEvent event, Playback playback) {
    if (!floor.is(CLOSED)) {
      switch (event) {
        case SessionBegan() -> begin();
        case Person ofPerson -> onPerson(ofPerson, playback);
        case Reply ofReply -> onReply(ofReply, playback.heard());
        case ToolAnswered(String callId, String result) -> answers.toolAnswered(callId, result);
        case TimerElapsed(Timer timer) -> onTimer(timer, playback);
      }
      settle();
    }
    return orders.take();
  }

  private void begin() {
    interruptions.begin(settings);
    floor.watchSilence(settings);
  }

  private void onPerson(Person event, Playback playback) {
    switch (event) {
      case Person.SpeechStarted() -> speechStarted();
      case Person.EndForeseen(String text) -> endForeseen(text);
      case Person.EndRevoked() -> reply.dropHeld();
      case Person.TurnEnded(), Person.TurnCommitted() -> turnEnded();
      case Person.PartialHeard(Utterance heard) -> {
        person.listenedTo();
        wordsHeard(heard, false, playback);
      }
      case Person.FinalHeard(Utterance heard) -> finalHeard(heard, playback);
      case Person.TextTyped(String text) -> typed(text, playback.heard());
      case Person.KeyPressed(char key) -> keyPressed(key, playback.heard());
      case Person.InterruptRequested() -> interrupted(playback.heard());
      case Person.InputCleared() -> inputCleared();
      case Person.SayRequested say -> waitingTexts.add(say);
      case Person.InputFinished() -> {
        turnEnded();
        inputFinished = true;
      }
    }
  }

  private void speechStarted() {
    person.begin();
    switch (floor.state()) {
      case LISTENING, THINKING -> takeFloor();
      case SPEAKING -> {
        if (mayInterrupt()) {
          reply.pause(settings);
          floor.change(PAUSED, settings);
        }
      }
      case USER_SPEAKING, PAUSED, CLOSED -> {}
    }
  }

  /// Somebody who goes on before the answer is heard has not finished the thought; a text of the
  /// application waits for them to, unless nothing may stop it.
  private void takeFloor() {
    Person.SayRequested text = reply.text();
    if (text != null && !mayInterrupt()) {
      return;
    }
    if (text != null) {
      waitingTexts.putBack(text);
    }
    answers.drop(false, "");
    floor.give(settings);
  }

  private void endForeseen(String text) {
    if (settings.anticipation()
        && floor.is(USER_SPEAKING)
        && !person.isUntranscribed()
        && Words.anyIn(text)) {
      answers.prepare(text);
    }
  }

  private void turnEnded() {
    if (person.end(settings) && floor.is(USER_SPEAKING)) {
      orders.add(new SessionCommand.AnnounceTurnStopped());
      floor.change(THINKING, settings);
    }
  }

  /// Words during a reply may be an interruption.
  private void wordsHeard(Utterance heard, boolean isFinal, Playback playback) {
    if ((floor.is(PAUSED) || floor.is(SPEAKING))
        && mayInterrupt()
        && settings.interruption().interrupts(heard, isFinal, playback.sounding())) {
      answers.drop(true, playback.heard());
      passFloor();
    }
  }

  private void finalHeard(Utterance heard, Playback playback) {
    if (!person.isUntranscribed()) {
      return;
    }
    wordsHeard(heard, true, playback);
    person.transcribed();
    boolean asksAgain = false;
    if (!reply.isEmpty() && !reply.isHeld() && !mayInterrupt()) {
      if (settings.interruption().wantsAnswer(heard, playback.sounding())) {
        person.keepForLater(heard.text());
      }
    } else if (floor.is(THINKING) || floor.is(USER_SPEAKING)) {
      asksAgain = !heard.hasWords() && !answers.isOwed() && heard.isLong();
      if (heard.hasWords()) {
        said(heard.text());
      }
    }
    if (person.isUntranscribed()) {
      return;
    }
    switch (floor.state()) {
      case THINKING -> {
        if (asksAgain) {
          waitingTexts.addFirst(settings.prompts().notUnderstood());
        }
        answers.give(heard.hasWords() ? heard.text() : "", settings);
        if (reply.isEmpty()) {
          floor.change(LISTENING, settings);
        }
      }
      case PAUSED -> {
        if (!person.isSpeaking()) {
          resume();
        }
      }
      case USER_SPEAKING, SPEAKING, LISTENING, CLOSED -> {}
    }
  }

  private void said(String text) {
    answers.owe(text);
    floor.personIsThere();
  }

  private void typed(String text, String heard) {
    if (text.isBlank()) {
      return;
    }
    answers.drop(true, heard);
    person.drop();
    floor.skipTurn(settings);
    said(text);
    answers.begin(settings);
  }

  private void keyPressed(char key, String heard) {
    reply.dropHeld();
    if (mayInterrupt()) {
      answers.drop(true, heard);
      passFloor();
    }
    if (key == '#') {
      typed(keys.take(), heard);
    } else {
      keys.add(key, settings);
    }
  }

  private void interrupted(String heard) {
    reply.dropHeld();
    if (!reply.isEmpty()) {
      waitingTexts.clear();
      var _ = person.takeMeanwhile();
      answers.drop(true, heard);
      answers.forgo();
      passFloor();
    }
  }

  private void inputCleared() {
    var _ = keys.take();
    reply.dropHeld();
    person.drop();
    switch (floor.state()) {
      case USER_SPEAKING -> {
        orders.add(new SessionCommand.AnnounceTurnStopped());
        floor.change(LISTENING, settings);
      }
      case THINKING -> {
        if (reply.isEmpty()) {
          floor.change(LISTENING, settings);
        }
      }
      case PAUSED -> resume();
      case LISTENING, SPEAKING, CLOSED -> {}
    }
  }

  private void onReply(Reply event, String heard) {
    if (!reply.holds(event.reply())) {
      return;
    }
    switch (event) {
      case Reply.SpeechBegan _ -> {
        if (floor.is(THINKING)) {
          reply.began();
          floor.change(SPEAKING, settings);
        }
      }
      case Reply.SpeechFinished(int _, String text) -> replyEnded(text, false);
      case Reply.Failed _ -> replyFailed(heard);
      case Reply.ToolsCalled called -> reply.awaitTools(called);
      case Reply.Continued _ -> reply.goOn(floor.is(THINKING), settings);
    }
  }

  private void replyFailed(String heard) {
    PresentReply failed = reply.present();
    if (failed == null || failed.isHeld()) {
      // It is asked for again when the person has surely finished.
      reply.clear();
      return;
    }
    if (failed.isUnanswered(heard)) {
      waitingTexts.addFirst(settings.prompts().failed());
    }
    replyEnded(heard, true);
  }

  private void replyEnded(String heard, boolean cut) {
    answers.end(heard, cut);
    passFloor();
  }

  private void onTimer(Timer timer, Playback playback) {
    switch (timer) {
      case CONFIRMATION -> {
        if (floor.is(PAUSED)) {
          confirm();
        }
      }
      case TRANSCRIPT -> {
        person.giveUpTranscripts();
        finalHeard(Utterance.NOTHING, playback);
      }
      case KEYS -> typed(keys.take(), playback.heard());
      case SETTLING -> interruptions.settled();
      case SILENCE -> nobodySpeaks();
      case SLOW -> {
        if (floor.is(THINKING)) {
          reply.fill(settings.prompts().oneMoment());
        }
      }
      case ANSWER -> noAnswer(playback.heard());
      case TURN -> turnEnded();
    }
  }

  /// Somebody speaks over a reply, and what they say did not stop it yet. While nothing of it was
  /// listened to, nobody knows whether it should.
  private void confirm() {
    if (person.isToBeAwaited()) {
      reply.stayPaused(settings);
    } else {
      resume();
    }
  }

  private void noAnswer(String heard) {
    PresentReply awaited = reply.present();
    if (awaited != null && (floor.is(THINKING) || awaited.isUnanswered(heard)) && reply.giveUp()) {
      replyFailed(heard);
    }
  }

  private void nobodySpeaks() {
    if (!floor.is(LISTENING)) {
      return;
    }
    if (floor.mayAskAgain(settings)) {
      waitingTexts.addFirst(settings.prompts().stillThere());
      floor.watchSilence(settings);
    } else {
      close();
    }
  }

  /// Without a reply, the floor is the person's who speaks, or goes to the thinking about what they
  /// said, or to nobody.
  private void passFloor() {
    String meanwhile = person.takeMeanwhile();
    if (!meanwhile.isEmpty()) {
      said(meanwhile);
    }
    if (person.isSpeaking()) {
      floor.give(settings);
    } else if (person.isUntranscribed() || !meanwhile.isEmpty()) {
      if (!floor.is(THINKING)) {
        floor.skipTurn(settings);
      }
      if (!person.isUntranscribed()) {
        answers.begin(settings);
      }
    } else {
      floor.change(LISTENING, settings);
    }
  }

  private void resume() {
    reply.resume();
    floor.change(SPEAKING, settings);
  }

  /// What a quiet moment is used for: a waiting text, or the end of the session.
  private void settle() {
    if (!floor.is(LISTENING) || person.isUntranscribed()) {
      return;
    }
    Person.SayRequested next = waitingTexts.next();
    if (next != null) {
      floor.change(THINKING, settings);
      reply.speak(next, settings);
    } else if (inputFinished && keys.isEmpty()) {
      close();
    }
  }

  private void close() {
    floor.change(CLOSED, settings);
    orders.add(new SessionCommand.CloseSession());
  }

  private boolean mayInterrupt() {
    return interruptions.mayStop(reply.present(), settings);
  }
}
