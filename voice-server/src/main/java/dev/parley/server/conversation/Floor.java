package dev.parley.server.conversation;

import dev.parley.server.conversation.SessionEvent.Timer;

/// Who has the floor, and the timers that let nobody have it for ever.
final class Floor {
  private final Orders orders;
  private ConversationState state = ConversationState.LISTENING;
  private int askedWhetherThere;

  Floor(Orders orders) {
    this.orders = orders;
  }

  ConversationState state() {
    return state;
  }

  boolean is(ConversationState asked) {
    return state == asked;
  }

  /// Gives the floor to somebody else.
  void change(ConversationState next, ConversationSettings settings) {
    if (next == state) {
      return;
    }
    orders.add(new SessionCommand.ChangeState(state, next));
    leave(next, settings);
    state = next;
    switch (next) {
      case LISTENING -> watchSilence(settings);
      case USER_SPEAKING -> orders.start(Timer.TURN, settings.deadlines().turn());
      case SPEAKING -> muteInput(true, settings);
      case THINKING, PAUSED, CLOSED -> {}
    }
  }

  /// Gives the floor to the person, who has begun a turn.
  void give(ConversationSettings settings) {
    orders.add(new SessionCommand.AnnounceTurnStarted());
    change(ConversationState.USER_SPEAKING, settings);
  }

  /// Takes the floor from the person, whose turn is over before it was announced.
  void skipTurn(ConversationSettings settings) {
    orders.add(new SessionCommand.AnnounceTurnStarted());
    orders.add(new SessionCommand.AnnounceTurnStopped());
    change(ConversationState.THINKING, settings);
  }

  /// Waits for somebody to speak.
  void watchSilence(ConversationSettings settings) {
    if (settings.prompts().silence().isPositive()) {
      orders.start(Timer.SILENCE, settings.prompts().silence());
    }
  }

  /// The person said something.
  void personIsThere() {
    askedWhetherThere = 0;
  }

  /// Nobody spoke for a while.
  ///
  /// @return whether the person may be asked whether they are still there; else it is time to end
  boolean mayAskAgain(ConversationSettings settings) {
    return askedWhetherThere++ < settings.prompts().stillThereTimes();
  }

  private void leave(ConversationState next, ConversationSettings settings) {
    switch (state) {
      case LISTENING -> orders.stop(Timer.SILENCE);
      case USER_SPEAKING -> orders.stop(Timer.TURN);
      case SPEAKING -> muteInput(next == ConversationState.PAUSED, settings);
      case THINKING, PAUSED, CLOSED -> {}
    }
  }

  private void muteInput(boolean muted, ConversationSettings settings) {
    if (settings.interruption().halfDuplex()) {
      orders.add(new SessionCommand.MuteInput(muted));
    }
  }
}
