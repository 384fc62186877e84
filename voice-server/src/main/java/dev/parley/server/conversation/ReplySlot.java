package dev.parley.server.conversation;

import dev.parley.server.conversation.SessionEvent.Person;
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
    present = new PresentReply(++lastNumber, null, true, text);
    orders.add(new SessionCommand.StartReply(present.number(), history, true));
  }

  /// Starts an answer.
  void answer(List<Message> history, ConversationSettings settings) {
    present = new PresentReply(++lastNumber, null, true, null);
    orders.add(new SessionCommand.StartReply(present.number(), history, false));
    watch(settings);
  }

  /// Starts a reply of a given text.
  void speak(Person.SayRequested said, ConversationSettings settings) {
    present = new PresentReply(++lastNumber, said, said.interruptible(), null);
    orders.add(new SessionCommand.SpeakText(present.number(), said.text(), said.markup()));
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

  private void watch(ConversationSettings settings) {
    orders.start(Timer.ANSWER, settings.deadlines().answer());
    Prompts prompts = settings.prompts();
    if (prompts.slow().isPositive() && !prompts.oneMoment().isBlank()) {
      orders.start(Timer.SLOW, prompts.slow());
    }
  }

  private void stopWatching() {
    orders.stop(Timer.SLOW);
    orders.stop(Timer.ANSWER);
  }
}
