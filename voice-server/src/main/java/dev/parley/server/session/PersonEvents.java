package dev.parley.server.session;

import dev.parley.asr.Lag;
import dev.parley.audio.vad.VadEvent;
import dev.parley.server.conversation.SessionEvent.Person;
import dev.parley.server.turn.Evidence;
import dev.parley.server.turn.Verdict;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Tells the conversation and the client what the input chain found out. Owned by the session's
/// thread.
final class PersonEvents implements InputChain.Listener {
  private final Consumer<Person> conversation;
  private final ServerMessages messages;
  private final Supplier<Duration> silence;

  /// @param silence how long the person has been quiet
  PersonEvents(Consumer<Person> conversation, ServerMessages messages, Supplier<Duration> silence) {
    this.conversation = conversation;
    this.messages = messages;
    this.silence = silence;
  }

  @Override
  public void voiceActivity(VadEvent event) {
    messages.voiceActivity(event);
  }

  @Override
  public void speechStarted() {
    conversation.accept(new Person.SpeechStarted());
  }

  @Override
  public void predicted(Verdict verdict, Evidence evidence, Duration inference) {
    messages.endOfTurn(verdict, evidence, silence.get(), inference);
  }

  @Override
  public void endForeseen(String text) {
    conversation.accept(new Person.EndForeseen(text));
  }

  @Override
  public void endRevoked() {
    conversation.accept(new Person.EndRevoked());
  }

  @Override
  public void turnEnded() {
    conversation.accept(new Person.TurnEnded());
  }

  @Override
  public void overload(Lag lag) {
    messages.overload(lag);
  }
}
