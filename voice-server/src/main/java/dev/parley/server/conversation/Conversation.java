package dev.parley.server.conversation;

import static dev.parley.server.conversation.ConversationState.CLOSED;
import static dev.parley.server.conversation.ConversationState.LISTENING;
import static dev.parley.server.conversation.ConversationState.PAUSED;
import static dev.parley.server.conversation.ConversationState.SPEAKING;
import static dev.parley.server.conversation.ConversationState.THINKING;
import static dev.parley.server.conversation.ConversationState.USER_SPEAKING;

import dev.parley.server.conversation.SessionEvent.Person;
import dev.parley.server.conversation.SessionEvent.Reply;
import dev.parley.server.conversation.SessionEvent.Timer;
import dev.parley.server.conversation.SessionEvent.TimerElapsed;
import dev.parley.server.llm.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Decides who speaks. Events go in one at a time, commands come out; nothing else happens here.
///
/// Invariants: at most one reply is alive; an event of another reply changes nothing; the history
/// holds what was heard, not what was generated; every state but CLOSED can be left by an event
/// that is sure to come (a timer, the end of the reply, or the person).
///
/// A reply is alive from [SessionCommand.StartReply] or [SessionCommand.SpeakText] until its
/// [Reply.SpeechFinished] or [Reply.Failed], or until this class cancels it.
public final class Conversation {
  /// Texts to say that may wait behind the present reply; the oldest are dropped beyond it.
  private static final int MAX_WAITING_TEXTS = 16;

  private static final int NO_REPLY = 0;

  private final History history = new History();
  private final Deque<Person.SayRequested> waitingTexts = new ArrayDeque<>();
  private final StringBuilder keys = new StringBuilder();
  private final List<SessionCommand> commands = new ArrayList<>();

  private ConversationSettings settings;
  private ConversationState state = LISTENING;
  private int lastReply = NO_REPLY;
  private int reply = NO_REPLY;
  private boolean replyInterruptible = true;
  /// The person makes sounds: between the start of speech and the end of the turn.
  private boolean personSpeaking;

  private int awaitedTranscripts;

  /// The person said something and has heard no answer to it.
  private boolean owesAnswer;

  private boolean inputFinished;

  public Conversation(ConversationSettings settings) {
    this.settings = settings;
  }

  /// Changes the rules from the next event on.
  public void configure(ConversationSettings changed) {
    settings = changed;
  }

  public ConversationState state() {
    return state;
  }

  /// What was said and heard so far, oldest first.
  public List<Message> history() {
    return history.messages();
  }

  /// Takes an event and says what to do about it, in order.
  ///
  /// @param heard the text of the present reply whose audio the person has heard so far; empty
  ///     without a reply
  public List<SessionCommand> on(SessionEvent event, String heard) {
    commands.clear();
    if (state != CLOSED) {
      switch (event) {
        case Person person -> onPerson(person, heard);
        case Reply ofReply -> onReply(ofReply, heard);
        case TimerElapsed(Timer timer) -> onTimer(timer, heard);
      }
      settle();
    }
    return List.copyOf(commands);
  }

  private void onPerson(Person event, String heard) {
    switch (event) {
      case Person.SpeechStarted() -> speechStarted();
      case Person.TurnEnded() -> turnEnded();
      case Person.PartialHeard(String text) -> wordsHeard(text, heard);
      case Person.FinalHeard(String text) -> finalHeard(text, heard);
      case Person.TextTyped(String text) -> typed(text, heard);
      case Person.KeyPressed(char key) -> keyPressed(key, heard);
      case Person.InterruptRequested() -> interrupted(heard);
      case Person.TurnCommitted() -> turnEnded();
      case Person.InputCleared() -> inputCleared();
      case Person.SayRequested say -> say(say);
      case Person.InputFinished() -> {
        turnEnded();
        inputFinished = true;
      }
    }
  }

  private void speechStarted() {
    personSpeaking = true;
    switch (state) {
      case LISTENING, THINKING -> {
        // Somebody who goes on before the answer is heard has not finished the thought.
        dropReply(false, "");
        takeFloor();
      }
      case SPEAKING -> {
        if (mayInterrupt()) {
          commands.add(new SessionCommand.PauseReply(reply));
          change(PAUSED);
          start(Timer.CONFIRMATION);
        }
      }
      case USER_SPEAKING, PAUSED, CLOSED -> {}
    }
  }

  private void turnEnded() {
    if (!personSpeaking) {
      return;
    }
    personSpeaking = false;
    awaitedTranscripts++;
    commands.add(new SessionCommand.FinishUtterance());
    start(Timer.TRANSCRIPT);
    if (state == USER_SPEAKING) {
      commands.add(new SessionCommand.AnnounceTurnStopped());
      change(THINKING);
    }
  }

  /// Words during a reply are an interruption.
  private void wordsHeard(String text, String heard) {
    if ((state == PAUSED || state == SPEAKING) && mayInterrupt() && hasWords(text)) {
      dropReply(true, heard);
      passFloor();
    }
  }

  private void finalHeard(String text, String heard) {
    if (awaitedTranscripts == 0) {
      return;
    }
    wordsHeard(text, heard);
    awaitedTranscripts--;
    if (hasWords(text) && (state == THINKING || state == USER_SPEAKING)) {
      history.addUser(text);
      owesAnswer = true;
    }
    if (awaitedTranscripts > 0) {
      return;
    }
    stop(Timer.TRANSCRIPT);
    switch (state) {
      case THINKING -> {
        if (reply != NO_REPLY) {
          return;
        }
        if (owesAnswer) {
          answer();
        } else {
          change(LISTENING);
        }
      }
      case PAUSED -> {
        if (!personSpeaking) {
          resume();
        }
      }
      case USER_SPEAKING, SPEAKING, LISTENING, CLOSED -> {}
    }
  }

  private void typed(String text, String heard) {
    if (text.isBlank()) {
      return;
    }
    dropReply(true, heard);
    dropUtterance();
    commands.add(new SessionCommand.AnnounceTurnStarted());
    commands.add(new SessionCommand.AnnounceTurnStopped());
    change(THINKING);
    history.addUser(text);
    answer();
  }

  private void keyPressed(char key, String heard) {
    if (reply != NO_REPLY && mayInterrupt()) {
      dropReply(true, heard);
      passFloor();
    }
    if (key == '#') {
      keysComplete(heard);
    } else {
      keys.append(key);
      start(Timer.KEYS);
    }
  }

  private void keysComplete(String heard) {
    stop(Timer.KEYS);
    String pressed = keys.toString();
    keys.setLength(0);
    typed(pressed, heard);
  }

  private void interrupted(String heard) {
    if (reply != NO_REPLY) {
      waitingTexts.clear();
      dropReply(true, heard);
      owesAnswer = false;
      passFloor();
    }
  }

  private void inputCleared() {
    keys.setLength(0);
    stop(Timer.KEYS);
    dropUtterance();
    switch (state) {
      case USER_SPEAKING -> {
        commands.add(new SessionCommand.AnnounceTurnStopped());
        change(LISTENING);
      }
      case THINKING -> {
        if (reply == NO_REPLY) {
          change(LISTENING);
        }
      }
      case PAUSED -> resume();
      case LISTENING, SPEAKING, CLOSED -> {}
    }
  }

  private void say(Person.SayRequested say) {
    if (say.text().isBlank()) {
      return;
    }
    if (waitingTexts.size() == MAX_WAITING_TEXTS) {
      waitingTexts.removeFirst();
    }
    waitingTexts.addLast(say);
  }

  private void onReply(Reply event, String heard) {
    if (event.reply() != reply) {
      return;
    }
    switch (event) {
      case Reply.SpeechBegan _ -> {
        if (state == THINKING) {
          change(SPEAKING);
        }
      }
      case Reply.SpeechFinished(int _, String text) -> replyEnded(text, false);
      case Reply.Failed _ -> replyEnded(heard, true);
    }
  }

  private void replyEnded(String heard, boolean cut) {
    stop(Timer.CONFIRMATION);
    history.addAssistant(heard, cut);
    reply = NO_REPLY;
    owesAnswer = false;
    passFloor();
  }

  private void onTimer(Timer timer, String heard) {
    switch (timer) {
      case CONFIRMATION -> {
        if (state == PAUSED) {
          resume();
        }
      }
      case TRANSCRIPT -> {
        awaitedTranscripts = Math.min(awaitedTranscripts, 1);
        finalHeard("", heard);
      }
      case KEYS -> keysComplete(heard);
    }
  }

  /// Without a reply, the floor is the person's who speaks, or goes to the thinking about what they
  /// said, or to nobody.
  private void passFloor() {
    if (personSpeaking) {
      takeFloor();
    } else if (awaitedTranscripts > 0) {
      if (state != THINKING) {
        commands.add(new SessionCommand.AnnounceTurnStarted());
        commands.add(new SessionCommand.AnnounceTurnStopped());
        change(THINKING);
      }
    } else {
      change(LISTENING);
    }
  }

  private void takeFloor() {
    commands.add(new SessionCommand.AnnounceTurnStarted());
    change(USER_SPEAKING);
  }

  private void resume() {
    stop(Timer.CONFIRMATION);
    commands.add(new SessionCommand.ResumeReply(reply));
    change(SPEAKING);
  }

  private void answer() {
    owesAnswer = true;
    reply = ++lastReply;
    replyInterruptible = true;
    commands.add(new SessionCommand.StartReply(reply, history.messages()));
  }

  private void dropReply(boolean announce, String heard) {
    if (reply == NO_REPLY) {
      return;
    }
    stop(Timer.CONFIRMATION);
    commands.add(new SessionCommand.CancelReply(reply, announce));
    if (!heard.isBlank()) {
      history.addAssistant(heard, true);
      owesAnswer = false;
    }
    reply = NO_REPLY;
  }

  private void dropUtterance() {
    stop(Timer.TRANSCRIPT);
    awaitedTranscripts = 0;
    personSpeaking = false;
    commands.add(new SessionCommand.DropUtterance());
  }

  /// What a quiet moment is used for: a waiting text, or the end of the session.
  private void settle() {
    if (state != LISTENING || awaitedTranscripts > 0) {
      return;
    }
    Person.SayRequested next = waitingTexts.pollFirst();
    if (next != null) {
      reply = ++lastReply;
      replyInterruptible = next.interruptible();
      change(THINKING);
      commands.add(new SessionCommand.SpeakText(reply, next.text(), next.markup()));
    } else if (inputFinished && keys.isEmpty()) {
      change(CLOSED);
      commands.add(new SessionCommand.CloseSession());
    }
  }

  private boolean mayInterrupt() {
    return settings.interruptible() && replyInterruptible;
  }

  private static boolean hasWords(String text) {
    return text.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  private void change(ConversationState next) {
    if (next != state) {
      commands.add(new SessionCommand.ChangeState(state, next));
      state = next;
    }
  }

  private void start(Timer timer) {
    commands.add(
        new SessionCommand.StartTimer(
            timer,
            switch (timer) {
              case CONFIRMATION -> settings.confirmation();
              case TRANSCRIPT -> settings.transcriptDeadline();
              case KEYS -> settings.keyPause();
            }));
  }

  private void stop(Timer timer) {
    commands.add(new SessionCommand.StopTimer(timer));
  }
}
