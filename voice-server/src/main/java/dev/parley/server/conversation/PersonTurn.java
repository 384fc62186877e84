package dev.parley.server.conversation;

import dev.parley.server.conversation.SessionEvent.Timer;

/// What the person is saying, and what of it is not transcribed yet.
final class PersonTurn {
  /// So often a paused reply waits anew for a recogniser that is late.
  private static final int MOST_WAITS = 2;

  private final Orders orders;

  /// The person makes sounds: between the start of speech and the end of the turn.
  private boolean speaking;

  /// Nothing of what the person says now was listened to yet.
  private boolean unheard;

  private int waits;
  private int awaitedTranscripts;

  /// What was said during a reply that nothing may stop.
  private String meanwhile = "";

  PersonTurn(Orders orders) {
    this.orders = orders;
  }

  boolean isSpeaking() {
    return speaking;
  }

  /// Whether a final transcript is to come.
  boolean isUntranscribed() {
    return awaitedTranscripts > 0;
  }

  void begin() {
    speaking = true;
    unheard = true;
    waits = 0;
  }

  /// The recogniser listened to the person, whatever it understood.
  void listenedTo() {
    unheard = false;
  }

  /// Whether the recogniser is late and has to be given more time; true a few times only.
  boolean isToBeAwaited() {
    return speaking && unheard && waits++ < MOST_WAITS;
  }

  /// Ends the speech and asks for its transcript.
  ///
  /// @return false if nobody speaks
  boolean end(ConversationSettings settings) {
    if (!speaking) {
      return false;
    }
    speaking = false;
    awaitedTranscripts++;
    orders.add(new SessionCommand.FinishUtterance());
    orders.start(Timer.TRANSCRIPT, settings.deadlines().transcript());
    return true;
  }

  /// A final transcript came.
  void transcribed() {
    awaitedTranscripts--;
    if (awaitedTranscripts == 0) {
      orders.stop(Timer.TRANSCRIPT);
    }
  }

  /// No final transcript comes any more but one, which is given up.
  void giveUpTranscripts() {
    awaitedTranscripts = Math.min(awaitedTranscripts, 1);
  }

  /// Forgets everything that is not transcribed.
  void drop() {
    orders.stop(Timer.TRANSCRIPT);
    awaitedTranscripts = 0;
    speaking = false;
    orders.add(new SessionCommand.DropUtterance());
  }

  void keepForLater(String text) {
    meanwhile = (meanwhile + " " + text.strip()).strip();
  }

  /// Hands over what was said meanwhile.
  String takeMeanwhile() {
    String taken = meanwhile;
    meanwhile = "";
    return taken;
  }
}
