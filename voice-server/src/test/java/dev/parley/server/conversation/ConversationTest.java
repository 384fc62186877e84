package dev.parley.server.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.conversation.SessionCommand.AnnounceTurnStarted;
import dev.parley.server.conversation.SessionCommand.AnnounceTurnStopped;
import dev.parley.server.conversation.SessionCommand.CancelReply;
import dev.parley.server.conversation.SessionCommand.ChangeState;
import dev.parley.server.conversation.SessionCommand.CloseSession;
import dev.parley.server.conversation.SessionCommand.FinishUtterance;
import dev.parley.server.conversation.SessionCommand.PauseReply;
import dev.parley.server.conversation.SessionCommand.ResumeReply;
import dev.parley.server.conversation.SessionCommand.SpeakText;
import dev.parley.server.conversation.SessionCommand.StartReply;
import dev.parley.server.conversation.SessionEvent.Person;
import dev.parley.server.conversation.SessionEvent.Reply;
import dev.parley.server.conversation.SessionEvent.Timer;
import dev.parley.server.conversation.SessionEvent.TimerElapsed;
import dev.parley.server.llm.Message;
import dev.parley.tts.Markup;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ConversationTest {
  private final Conversation conversation = new Conversation(ConversationSettings.DEFAULT);
  private final List<SessionCommand> commands = new ArrayList<>();
  private String heard = "";

  @Test
  void aTurnIsHeardThoughtAboutAndAnswered() {
    on(new Person.SpeechStarted());
    assertThat(conversation.state()).isEqualTo(ConversationState.USER_SPEAKING);
    on(new Person.PartialHeard("what is"), new Person.TurnEnded());
    assertThat(conversation.state()).isEqualTo(ConversationState.THINKING);
    on(new Person.FinalHeard("What is the time?"));
    assertThat(last(StartReply.class))
        .isEqualTo(new StartReply(1, List.of(new Message.User("What is the time?"))));
    on(new Reply.SpeechBegan(1));
    assertThat(conversation.state()).isEqualTo(ConversationState.SPEAKING);
    on(new Reply.SpeechFinished(1, "It is noon."));
    assertThat(conversation.state()).isEqualTo(ConversationState.LISTENING);
    assertThat(conversation.history())
        .containsExactly(
            new Message.User("What is the time?"), new Message.Assistant("It is noon.", false));
    assertThat(commands).contains(new AnnounceTurnStarted(), new AnnounceTurnStopped());
  }

  @Test
  void aNoiseWithoutWordsIsNotAnswered() {
    on(new Person.SpeechStarted(), new Person.TurnEnded(), new Person.FinalHeard(" ... "));
    assertThat(conversation.state()).isEqualTo(ConversationState.LISTENING);
    assertThat(all(StartReply.class)).isEmpty();
    assertThat(conversation.history()).isEmpty();
  }

  @Test
  void speechPausesAReplyAndWordsEndIt() {
    speakingReply();
    on(new Person.SpeechStarted());
    assertThat(conversation.state()).isEqualTo(ConversationState.PAUSED);
    assertThat(last(PauseReply.class)).isEqualTo(new PauseReply(1));
    heard = "It is noon";
    on(new Person.PartialHeard("no wait"));
    assertThat(last(CancelReply.class)).isEqualTo(new CancelReply(1, true));
    assertThat(conversation.state()).isEqualTo(ConversationState.USER_SPEAKING);
    assertThat(conversation.history()).last().isEqualTo(new Message.Assistant("It is noon", true));
    on(new Person.TurnEnded(), new Person.FinalHeard("No wait, in Rome."));
    assertThat(last(StartReply.class).reply()).isEqualTo(2);
    assertThat(last(StartReply.class).history())
        .containsExactly(
            new Message.User("Hello?"),
            new Message.Assistant("It is noon", true),
            new Message.User("No wait, in Rome."));
  }

  @Test
  void aCoughDoesNotEndAReply() {
    speakingReply();
    on(new Person.SpeechStarted(), new Person.TurnEnded(), new Person.FinalHeard(""));
    assertThat(last(ResumeReply.class)).isEqualTo(new ResumeReply(1));
    assertThat(conversation.state()).isEqualTo(ConversationState.SPEAKING);
  }

  @Test
  void aPausedReplyGoesOnWhenNoWordsComeInTime() {
    speakingReply();
    on(new Person.SpeechStarted(), new TimerElapsed(Timer.CONFIRMATION));
    assertThat(conversation.state()).isEqualTo(ConversationState.SPEAKING);
    on(new Person.PartialHeard("stop please"));
    assertThat(last(CancelReply.class)).isEqualTo(new CancelReply(1, true));
    assertThat(conversation.state()).isEqualTo(ConversationState.USER_SPEAKING);
  }

  @Test
  void speechBeforeTheFirstAudioJoinsTheTurn() {
    on(
        new Person.SpeechStarted(),
        new Person.TurnEnded(),
        new Person.FinalHeard("I would like"),
        new Person.SpeechStarted());
    assertThat(last(CancelReply.class)).isEqualTo(new CancelReply(1, false));
    on(new Person.TurnEnded(), new Person.FinalHeard("a cup of tea."));
    assertThat(last(StartReply.class))
        .isEqualTo(new StartReply(2, List.of(new Message.User("I would like a cup of tea."))));
  }

  @Test
  void speechWhileTheFinalIsAwaitedJoinsTheTurn() {
    on(new Person.SpeechStarted(), new Person.TurnEnded(), new Person.SpeechStarted());
    on(new Person.FinalHeard("I would like"), new Person.TurnEnded());
    assertThat(all(FinishUtterance.class)).hasSize(2);
    on(new Person.FinalHeard("a cup of tea."));
    assertThat(last(StartReply.class).history())
        .containsExactly(new Message.User("I would like a cup of tea."));
  }

  @Test
  void aCoughWhileThinkingDoesNotLoseTheQuestion() {
    on(new Person.SpeechStarted(), new Person.TurnEnded(), new Person.FinalHeard("Who is it?"));
    on(new Person.SpeechStarted(), new Person.TurnEnded(), new Person.FinalHeard(""));
    assertThat(last(StartReply.class))
        .isEqualTo(new StartReply(2, List.of(new Message.User("Who is it?"))));
  }

  @Test
  void speechDuringAProtectedTextIsATurnAfterIt() {
    on(new Person.SayRequested("This call is recorded.", false), new Reply.SpeechBegan(1));
    on(new Person.SpeechStarted(), new Person.PartialHeard("hello"));
    assertThat(conversation.state()).isEqualTo(ConversationState.SPEAKING);
    on(new Reply.SpeechFinished(1, "This call is recorded."));
    assertThat(conversation.state()).isEqualTo(ConversationState.USER_SPEAKING);
    on(new Person.TurnEnded(), new Person.FinalHeard("Hello there."));
    assertThat(last(StartReply.class).history()).last().isEqualTo(new Message.User("Hello there."));
    assertThat(all(CancelReply.class)).isEmpty();
  }

  @Test
  void textsToSayWaitForTheirTurn() {
    on(new Person.SayRequested("One.", true), new Person.SayRequested("Two.", true));
    assertThat(all(SpeakText.class)).containsExactly(new SpeakText(1, "One.", Markup.PLAIN));
    on(new Reply.SpeechBegan(1), new Reply.SpeechFinished(1, "One."));
    assertThat(last(SpeakText.class)).isEqualTo(new SpeakText(2, "Two.", Markup.PLAIN));
  }

  @Test
  void anInterruptSilencesTheReplyAndIsNotAnswered() {
    speakingReply();
    heard = "It is";
    on(new Person.InterruptRequested());
    assertThat(conversation.state()).isEqualTo(ConversationState.LISTENING);
    on(new Person.SpeechStarted(), new Person.TurnEnded(), new Person.FinalHeard(""));
    assertThat(all(StartReply.class)).hasSize(1);
  }

  @Test
  void keysAreATurnAtTheHashOrAfterAPause() {
    on(new Person.KeyPressed('4'), new Person.KeyPressed('2'), new Person.KeyPressed('#'));
    assertThat(last(StartReply.class).history()).containsExactly(new Message.User("42"));
    on(new Reply.SpeechBegan(1), new Reply.SpeechFinished(1, "Thank you."));
    on(new Person.KeyPressed('7'), new TimerElapsed(Timer.KEYS));
    assertThat(last(StartReply.class).history()).last().isEqualTo(new Message.User("7"));
  }

  @Test
  void aLateTranscriptIsGivenUp() {
    on(new Person.SpeechStarted(), new Person.TurnEnded(), new TimerElapsed(Timer.TRANSCRIPT));
    assertThat(conversation.state()).isEqualTo(ConversationState.LISTENING);
    on(new Person.FinalHeard("too late"));
    assertThat(all(StartReply.class)).isEmpty();
  }

  @Test
  void eventsOfAnotherReplyChangeNothing() {
    speakingReply();
    heard = "It";
    on(new Person.TextTyped("Stop."));
    int before = commands.size();
    on(new Reply.SpeechFinished(1, "It is noon."), new Reply.Failed(1), new Reply.SpeechBegan(1));
    assertThat(commands).hasSize(before);
    assertThat(conversation.state()).isEqualTo(ConversationState.THINKING);
  }

  @Test
  void theSessionClosesWhenTheLastReplyWasHeard() {
    on(new Person.SpeechStarted(), new Person.InputFinished());
    assertThat(all(FinishUtterance.class)).hasSize(1);
    on(new Person.FinalHeard("Goodbye."), new Reply.SpeechBegan(1));
    assertThat(all(CloseSession.class)).isEmpty();
    on(new Reply.SpeechFinished(1, "Bye."));
    assertThat(all(CloseSession.class)).hasSize(1);
    assertThat(conversation.state()).isEqualTo(ConversationState.CLOSED);
    assertThat(conversation.on(new Person.TextTyped("Anybody?"), "")).isEmpty();
  }

  @Test
  void aQuietSessionClosesAtOnce() {
    on(new Person.InputFinished());
    assertThat(commands)
        .containsExactly(
            new ChangeState(ConversationState.LISTENING, ConversationState.CLOSED),
            new CloseSession());
  }

  @Test
  void aFailedReplyLeavesTheConversationOpen() {
    on(new Person.TextTyped("Hello?"), new Reply.Failed(1));
    assertThat(conversation.state()).isEqualTo(ConversationState.LISTENING);
    on(new Person.TextTyped("Hello again?"));
    assertThat(last(StartReply.class).reply()).isEqualTo(2);
  }

  private void speakingReply() {
    on(new Person.TextTyped("Hello?"), new Reply.SpeechBegan(1));
    assertThat(conversation.state()).isEqualTo(ConversationState.SPEAKING);
  }

  private void on(SessionEvent... events) {
    for (SessionEvent event : events) {
      commands.addAll(conversation.on(event, heard));
    }
  }

  private <C extends SessionCommand> List<C> all(Class<C> kind) {
    return commands.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private <C extends SessionCommand> C last(Class<C> kind) {
    return all(kind).getLast();
  }
}
