package dev.parley.server.conversation;

import dev.parley.server.conversation.SessionEvent.Person;
import dev.parley.server.conversation.SessionEvent.Reply;
import dev.parley.server.conversation.SessionEvent.Timer;
import dev.parley.server.language.Words;
import dev.parley.server.llm.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The place for the one reply that may be alive, and the timers that watch over it.
final class ReplySlot {
  private final Orders orders;
  private int lastNumber;
  private @Nullable PresentReply present;
  private AnswerSteps steps = new AnswerSteps();

  /// The present answer waits for tools.
  private boolean awaitsTools;

  /// They have words of their own for when they take long.
  private boolean toolsAnnounced;

  ReplySlot(Orders orders) {
    this.orders = orders;
  }

  /// The reply that is alive; null without one.
  @Nullable PresentReply present() {
    return present;
  }

  boolean isEmpty() {
    return present == null;
  }

  /// The text that is said; null without a reply, and for an answer.
  Person.@Nullable SayRequested text() {
    return present == null ? null : present.text();
  }

  /// Whether this is the number of the reply that is alive.
  boolean holds(int number) {
    return present != null && present.number() == number;
  }

  /// Whether nobody may hear of it yet.
  boolean isHeld() {
    return present != null && present.isHeld();
  }

  /// Starts an answer that is held until [#release] with the same text.
  void prepare(String text, List<Message> history) {
    begin(new PresentReply(++lastNumber, null, true, text));
    orders.add(new SessionCommand.StartReply(lastNumber, history, true));
  }

  /// Starts an answer.
  void answer(List<Message> history, ConversationSettings settings) {
    begin(new PresentReply(++lastNumber, null, true, null));
    orders.add(new SessionCommand.StartReply(lastNumber, history, false));
    watch(settings);
  }

  /// Starts a reply of a given text.
  void speak(Person.SayRequested said, ConversationSettings settings) {
    begin(new PresentReply(++lastNumber, said, said.interruptible(), null));
    orders.add(new SessionCommand.SpeakText(lastNumber, said.text(), said.markup()));
    orders.start(Timer.ANSWER, settings.deadlines().answer());
  }

  /// Whether a reply is alive that was prepared for this text.
  boolean isPreparedFor(String text) {
    return present != null && present.heldFor() != null && Words.same(present.heldFor(), text);
  }

  /// Lets the held reply be heard.
  void release(ConversationSettings settings) {
    if (present != null) {
      present = present.released();
      orders.add(new SessionCommand.ReleaseReply(present.number()));
      watch(settings);
    }
  }

  /// Says something while the answer is awaited.
  void fill(String text) {
    if (present != null && present.isAnswer()) {
      present = present.filled(text);
      orders.add(new SessionCommand.FillReply(present.number(), text));
    }
  }

  /// It goes on only when tools have answered. Until then no answer can be due; that they end is
  /// the session's to see to.
  void awaitTools(Reply.ToolsCalled called) {
    steps.called(called.text(), called.calls());
    awaitsTools = true;
    toolsAnnounced = called.announced();
    orders.stop(Timer.ANSWER);
    if (toolsAnnounced) {
      orders.stop(Timer.SLOW);
    }
  }

  /// The tools have answered.
  ///
  /// @param silent whether nothing of it was heard yet
  void goOn(boolean silent, ConversationSettings settings) {
    awaitsTools = false;
    if (silent && !isHeld()) {
      watch(settings);
    }
  }

  /// A tool answered.
  void answered(String callId, String result) {
    steps.answered(callId, result);
  }

  /// The reply as the history keeps it; nothing of one that is held.
  ///
  /// @param heard the beginning of its text that was heard
  List<Message> messages(String heard, boolean cut) {
    return isHeld() ? List.of() : steps.messages(heard, cut);
  }

  /// Its first audio goes out. If that is a filler, the answer is still awaited.
  void began() {
    if (present != null && present.isFilled()) {
      orders.stop(Timer.SLOW);
    } else {
      stopWatching();
    }
  }

  void pause(ConversationSettings settings) {
    if (present != null) {
      orders.add(new SessionCommand.PauseReply(present.number()));
      orders.start(Timer.CONFIRMATION, settings.interruption().resumeAfter());
    }
  }

  /// Leaves a paused reply so for a while longer.
  void stayPaused(ConversationSettings settings) {
    orders.start(Timer.CONFIRMATION, settings.interruption().resumeAfter());
  }

  void resume() {
    orders.stop(Timer.CONFIRMATION);
    if (present != null) {
      orders.add(new SessionCommand.ResumeReply(present.number()));
    }
  }

  /// Cancels the reply if it is still held.
  void dropHeld() {
    if (present != null && present.isHeld()) {
      drop(false);
    }
  }

  /// Cancels the reply.
  ///
  /// @param announce whether the client is told of an interruption
  void drop(boolean announce) {
    if (present != null) {
      orders.add(new SessionCommand.CancelReply(present.number(), announce && !present.isHeld()));
      clear();
    }
  }

  /// Cancels a reply that does not come, and keeps its place until it is told to have failed.
  ///
  /// @return false if there is none
  boolean giveUp() {
    if (present == null) {
      return false;
    }
    orders.add(new SessionCommand.CancelReply(present.number(), false));
    return true;
  }

  /// The reply is over.
  void clear() {
    orders.stop(Timer.CONFIRMATION);
    stopWatching();
    present = null;
  }

  private void begin(PresentReply reply) {
    present = reply;
    steps = new AnswerSteps();
    awaitsTools = false;
  }

  private void watch(ConversationSettings settings) {
    if (!awaitsTools) {
      orders.start(Timer.ANSWER, settings.deadlines().answer());
    }
    Prompts prompts = settings.prompts();
    if (!(awaitsTools && toolsAnnounced)
        && prompts.slow().isPositive()
        && !prompts.oneMoment().isBlank()) {
      orders.start(Timer.SLOW, prompts.slow());
    }
  }

  private void stopWatching() {
    orders.stop(Timer.SLOW);
    orders.stop(Timer.ANSWER);
  }
}
