package dev.parley.server.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.conversation.SessionCommand.AnnounceTurnStarted;
import dev.parley.server.conversation.SessionCommand.AnnounceTurnStopped;
import dev.parley.server.conversation.SessionCommand.CancelReply;
import dev.parley.server.conversation.SessionCommand.ChangeState;
import dev.parley.server.conversation.SessionCommand.CloseSession;
import dev.parley.server.conversation.SessionCommand.FillReply;
import dev.parley.server.conversation.SessionCommand.FinishUtterance;
import dev.parley.server.conversation.SessionCommand.MuteInput;
import dev.parley.server.conversation.SessionCommand.PauseReply;
import dev.parley.server.conversation.SessionCommand.ReleaseReply;
import dev.parley.server.conversation.SessionCommand.ResumeReply;
import dev.parley.server.conversation.SessionCommand.SpeakText;
import dev.parley.server.conversation.SessionCommand.StartReply;
import dev.parley.server.conversation.SessionCommand.StartTimer;
import dev.parley.server.conversation.SessionCommand.StopTimer;
import dev.parley.server.conversation.SessionEvent.Person;
import dev.parley.server.conversation.SessionEvent.Reply;
import dev.parley.server.conversation.SessionEvent.Timer;
import dev.parley.server.conversation.SessionEvent.TimerElapsed;
import dev.parley.server.conversation.SessionEvent.ToolAnswered;
import dev.parley.server.llm.Message;
import dev.parley.server.llm.ToolCall;
import dev.parley.tts.Markup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ConversationTest {
  private static final Prompts PROMPTS =
      new Prompts(
          Duration.ofSeconds(15),
          "Are you there?",
          1,
          "Pardon?",
          Duration.ofSeconds(3),
          "One moment.",
          "Sorry.");

  private final Conversation conversation = new Conversation(ConversationSettings.DEFAULT);
  private final List<SessionCommand> commands = new ArrayList<>();
  private String heard = "";
  private String sounding = "";

  @Test
  void aTurnIsHeardThoughtAboutAndAnswered() {
    on(new Person.SpeechStarted());
    assertThat(conversation.state()).isEqualTo(ConversationState.USER_SPEAKING);
    on(new Person.PartialHeard(heard("what is")), new Person.TurnEnded());
    assertThat(conversation.state()).isEqualTo(ConversationState.THINKING);
    on(new Person.FinalHeard(heard("What is the time?")));
    assertThat(last(StartReply.class))
        .isEqualTo(new StartReply(1, List.of(new Message.User("What is the time?")), false));
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
    on(new Person.SpeechStarted(), new Person.TurnEnded(), new Person.FinalHeard(heard(" ... ")));
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
    on(new Person.PartialHeard(heard("no wait")));
    assertThat(last(CancelReply.class)).isEqualTo(new CancelReply(1, true));
    assertThat(conversation.state()).isEqualTo(ConversationState.USER_SPEAKING);
    assertThat(conversation.history()).last().isEqualTo(new Message.Assistant("It is noon", true));
    on(new Person.TurnEnded(), new Person.FinalHeard(heard("No wait, in Rome.")));
    assertThat(last(StartReply.class).reply()).isEqualTo(2);
    assertThat(last(StartReply.class).history())
        .containsExactly(
            new Message.User("Hello?"),
            new Message.Assistant("It is noon", true),
            new Message.User("No wait, in Rome."));
  }

  @Test
  void whatWasHeardIsSharedOutAmongTheStepsOfAnAnswer() {
    speakingReply();
    on(
        new Reply.ToolsCalled(1, "Let me look. ", List.of(call("a"), call("b")), false),
        new ToolAnswered("b", "Two."),
        new ToolAnswered("a", "One."),
        new Reply.Continued(1),
        new Reply.ToolsCalled(1, "", List.of(call("c")), false),
        new ToolAnswered("c", "Three."),
        new Reply.Continued(1),
        new Reply.SpeechFinished(1, "Let me look. It is noon."));
    assertThat(conversation.history())
        .endsWith(
            new Message.ToolCalls("Let me look.", List.of(call("a"), call("b"))),
            new Message.ToolResult("a", "One."),
            new Message.ToolResult("b", "Two."),
            new Message.ToolCalls("", List.of(call("c"))),
            new Message.ToolResult("c", "Three."),
            new Message.Assistant("It is noon.", false));
  }

  @Test
  void aCallWithoutAResultHasOneInTheHistoryThatALateResultReplaces() {
    speakingReply();
    on(new Reply.ToolsCalled(1, "Let me look. ", List.of(call("a")), false));
    heard = "Let me";
    on(new Person.TextTyped("Stop."));
    List<Message> asked = last(StartReply.class).history();
    assertThat(asked)
        .containsExactly(
            new Message.User("Hello?"),
            new Message.ToolCalls("Let me", List.of(call("a"))),
            new Message.ToolResult("a", AnswerSteps.NO_RESULT),
            new Message.Assistant("", true),
            new Message.User("Stop."));
    on(new ToolAnswered("a", "One."));
    assertThat(conversation.history())
        .contains(new Message.ToolResult("a", "One."))
        .doesNotContain(new Message.ToolResult("a", AnswerSteps.NO_RESULT));
  }

  @Test
  void anAnswerThatWasNotHeardIsAskedForAgainWithItsResults() {
    on(new Person.TextTyped("Hello?"));
    on(
        new Reply.ToolsCalled(1, "", List.of(call("a")), false),
        new ToolAnswered("a", "One."),
        new Reply.Continued(1),
        new Person.SpeechStarted(),
        new Person.TurnEnded(),
        new Person.FinalHeard(heard("")));
    assertThat(last(StartReply.class))
        .isEqualTo(
            new StartReply(
                2,
                List.of(
                    new Message.User("Hello?"),
                    new Message.ToolCalls("", List.of(call("a"))),
                    new Message.ToolResult("a", "One.")),
                false));
    on(new Reply.SpeechBegan(2), new Reply.SpeechFinished(2, "Hello."));
    assertThat(conversation.history())
        .endsWith(new Message.ToolResult("a", "One."), new Message.Assistant("Hello.", false));
  }

  @Test
  void noAnswerIsDueWhileToolsRunAndTheirWordsReplaceOneMoment() {
    conversation.configure(ConversationSettings.DEFAULT.withPrompts(PROMPTS));
    on(new Person.TextTyped("Hello?"));
    commands.clear();
    on(new Reply.ToolsCalled(1, "", List.of(call("a")), false));
    assertThat(commands).containsExactly(new StopTimer(Timer.ANSWER));
    commands.clear();
    on(new Reply.ToolsCalled(1, "", List.of(call("b")), true));
    assertThat(commands).containsExactly(new StopTimer(Timer.ANSWER), new StopTimer(Timer.SLOW));
    commands.clear();
    on(new Reply.Continued(1));
    assertThat(all(StartTimer.class))
        .extracting(StartTimer::timer)
        .containsExactly(Timer.ANSWER, Timer.SLOW);
  }

  private static ToolCall call(String id) {
    return new ToolCall(id, "tool", "{}");
  }

  @Test
  void aCoughDoesNotEndAReply() {
    speakingReply();
    on(new Person.SpeechStarted(), new Person.TurnEnded(), new Person.FinalHeard(heard("")));
    assertThat(last(ResumeReply.class)).isEqualTo(new ResumeReply(1));
    assertThat(conversation.state()).isEqualTo(ConversationState.SPEAKING);
  }

  @Test
  void aPausedReplyGoesOnWhenNoWordsComeInTime() {
    speakingReply();
    on(
        new Person.SpeechStarted(),
        new Person.PartialHeard(heard("")),
        new TimerElapsed(Timer.CONFIRMATION));
    assertThat(conversation.state()).isEqualTo(ConversationState.SPEAKING);
    on(new Person.PartialHeard(heard("stop please")));
    assertThat(last(CancelReply.class)).isEqualTo(new CancelReply(1, true));
    assertThat(conversation.state()).isEqualTo(ConversationState.USER_SPEAKING);
  }

  @Test
  void aPausedReplyWaitsForARecogniserThatIsLateButNotForEver() {
    speakingReply();
    on(new Person.SpeechStarted(), new TimerElapsed(Timer.CONFIRMATION));
    assertThat(conversation.state()).isEqualTo(ConversationState.PAUSED);
    assertThat(last(StartTimer.class).timer()).isEqualTo(Timer.CONFIRMATION);
    on(new TimerElapsed(Timer.CONFIRMATION));
    assertThat(conversation.state()).isEqualTo(ConversationState.PAUSED);
    on(new TimerElapsed(Timer.CONFIRMATION));
    assertThat(conversation.state()).isEqualTo(ConversationState.SPEAKING);
  }

  @Test
  void speechBeforeTheFirstAudioJoinsTheTurn() {
    on(
        new Person.SpeechStarted(),
        new Person.TurnEnded(),
        new Person.FinalHeard(heard("I would like")),
        new Person.SpeechStarted());
    assertThat(last(CancelReply.class)).isEqualTo(new CancelReply(1, false));
    on(new Person.TurnEnded(), new Person.FinalHeard(heard("a cup of tea.")));
    assertThat(last(StartReply.class))
        .isEqualTo(
            new StartReply(2, List.of(new Message.User("I would like a cup of tea.")), false));
  }

  @Test
  void speechWhileTheFinalIsAwaitedJoinsTheTurn() {
    on(new Person.SpeechStarted(), new Person.TurnEnded(), new Person.SpeechStarted());
    on(new Person.FinalHeard(heard("I would like")), new Person.TurnEnded());
    assertThat(all(FinishUtterance.class)).hasSize(2);
    on(new Person.FinalHeard(heard("a cup of tea.")));
    assertThat(last(StartReply.class).history())
        .containsExactly(new Message.User("I would like a cup of tea."));
  }

  @Test
  void aCoughWhileThinkingDoesNotLoseTheQuestion() {
    on(
        new Person.SpeechStarted(),
        new Person.TurnEnded(),
        new Person.FinalHeard(heard("Who is it?")));
    on(new Person.SpeechStarted(), new Person.TurnEnded(), new Person.FinalHeard(heard("")));
    assertThat(last(StartReply.class))
        .isEqualTo(new StartReply(2, List.of(new Message.User("Who is it?")), false));
  }

  @Test
  void speechDuringAProtectedTextIsATurnAfterIt() {
    on(new Person.SayRequested("This call is recorded.", false), new Reply.SpeechBegan(1));
    on(new Person.SpeechStarted(), new Person.PartialHeard(heard("hello")));
    assertThat(conversation.state()).isEqualTo(ConversationState.SPEAKING);
    on(new Reply.SpeechFinished(1, "This call is recorded."));
    assertThat(conversation.state()).isEqualTo(ConversationState.USER_SPEAKING);
    on(new Person.TurnEnded(), new Person.FinalHeard(heard("Hello there.")));
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
    on(new Person.SpeechStarted(), new Person.TurnEnded(), new Person.FinalHeard(heard("")));
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
    on(new Person.FinalHeard(heard("too late")));
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
    on(new Person.FinalHeard(heard("Goodbye.")), new Reply.SpeechBegan(1));
    assertThat(all(CloseSession.class)).isEmpty();
    on(new Reply.SpeechFinished(1, "Bye."));
    assertThat(all(CloseSession.class)).hasSize(1);
    assertThat(conversation.state()).isEqualTo(ConversationState.CLOSED);
    assertThat(conversation.on(new Person.TextTyped("Anybody?"), Playback.NONE)).isEmpty();
  }

  @Test
  void aQuietSessionClosesAtOnce() {
    on(new Person.InputFinished());
    assertThat(commands)
        .containsExactly(
            new ChangeState(ConversationState.LISTENING, ConversationState.CLOSED),
            new StopTimer(Timer.SILENCE),
            new CloseSession());
  }

  @Test
  void aFailedReplyLeavesTheConversationOpen() {
    on(new Person.TextTyped("Hello?"), new Reply.Failed(1));
    assertThat(conversation.state()).isEqualTo(ConversationState.LISTENING);
    on(new Person.TextTyped("Hello again?"));
    assertThat(last(StartReply.class).reply()).isEqualTo(2);
  }

  @Test
  void backChannelsDoNotEndAReply() {
    speakingReply();
    for (String noise : List.of("Mm-hmm.", "Yes.", "Okay, yeah.", "I see.", "That's true!")) {
      on(new Person.SpeechStarted(), new Person.PartialHeard(heard(noise)), new Person.TurnEnded());
      assertThat(conversation.state()).isEqualTo(ConversationState.PAUSED);
      on(new Person.FinalHeard(heard(noise)));
      assertThat(conversation.state()).isEqualTo(ConversationState.SPEAKING);
    }
    assertThat(all(CancelReply.class)).isEmpty();
    on(new Person.SpeechStarted(), new Person.PartialHeard(heard("Yes but wait")));
    assertThat(last(CancelReply.class)).isEqualTo(new CancelReply(1, true));
  }

  @Test
  void oneWordStopsAReplyWhenItIsSureToBeOne() {
    speakingReply();
    on(new Person.SpeechStarted(), new Person.PartialHeard(heard("O")));
    on(new Person.PartialHeard(heard("Okay")), new Person.TurnEnded());
    on(new Person.FinalHeard(heard("Okay.")));
    assertThat(all(CancelReply.class)).isEmpty();
    heard = "It is";
    on(new Person.SpeechStarted(), new Person.PartialHeard(heard("Stop")));
    assertThat(conversation.state()).isEqualTo(ConversationState.PAUSED);
    on(new Person.TurnEnded(), new Person.FinalHeard(heard("Stop.")));
    assertThat(last(CancelReply.class)).isEqualTo(new CancelReply(1, true));
    assertThat(last(StartReply.class).history()).last().isEqualTo(new Message.User("Stop."));
  }

  @Test
  void aLoneWordThatTheRecogniserDoubtsDoesNotEndAReply() {
    speakingReply();
    on(
        new Person.SpeechStarted(),
        new Person.TurnEnded(),
        new Person.FinalHeard(new Utterance("Hema?", "en", Duration.ofMillis(400), 0.2)));
    assertThat(last(ResumeReply.class)).isEqualTo(new ResumeReply(1));
    on(
        new Person.SpeechStarted(),
        new Person.TurnEnded(),
        new Person.FinalHeard(new Utterance("Stop.", "en", Duration.ofMillis(400), 0.5)));
    assertThat(last(CancelReply.class)).isEqualTo(new CancelReply(1, true));
  }

  @Test
  void aSneezeThatIsWrittenAsWordsIsNoTurn() {
    on(
        new Person.SpeechStarted(),
        new Person.EndForeseen("That's good!"),
        new Person.TurnEnded(),
        new Person.FinalHeard(new Utterance("That's good!", "en", Duration.ofMillis(800), 0.4)));
    assertThat(all(ReleaseReply.class)).isEmpty();
    assertThat(conversation.state()).isEqualTo(ConversationState.LISTENING);
    assertThat(conversation.history()).isEmpty();
    on(
        new Person.SpeechStarted(),
        new Person.TurnEnded(),
        new Person.FinalHeard(new Utterance("That's good!", "en", Duration.ofMillis(800), 0.6)));
    assertThat(last(StartReply.class).held()).isFalse();
  }

  @Test
  void backChannelsOfTheLanguageCount() {
    speakingReply();
    Utterance german = new Utterance("Ja, genau.", "de", Duration.ofSeconds(1));
    on(new Person.SpeechStarted(), new Person.PartialHeard(german));
    assertThat(conversation.state()).isEqualTo(ConversationState.PAUSED);
  }

  @Test
  void backChannelsAnswerAQuestionThatWasAsked() {
    speakingReply();
    on(new Reply.SpeechFinished(1, "Do you want to hear more?"));
    on(new Person.SpeechStarted(), new Person.TurnEnded(), new Person.FinalHeard(heard("Yes.")));
    assertThat(last(StartReply.class).history()).last().isEqualTo(new Message.User("Yes."));
  }

  @Test
  void theAssistantsOwnWordsDoNotInterruptIt() {
    speakingReply();
    sounding = "It is noon in London, one in Paris";
    on(
        new Person.SpeechStarted(),
        new Person.PartialHeard(heard("noon in London")),
        new Person.TurnEnded(),
        new Person.FinalHeard(heard("Noon in London won in Paris.")));
    assertThat(all(CancelReply.class)).isEmpty();
    assertThat(conversation.state()).isEqualTo(ConversationState.SPEAKING);
  }

  @Test
  void fewWordsAndShortSoundsDoNotInterruptWhereMoreAreAskedFor() {
    conversation.configure(
        ConversationSettings.DEFAULT.withInterruption(
            new InterruptionRules(
                2,
                Duration.ofMillis(700),
                Duration.ofSeconds(2),
                List.of(),
                Duration.ZERO,
                false)));
    speakingReply();
    on(new Person.SpeechStarted(), new Person.PartialHeard(heard("stop")));
    on(new Person.PartialHeard(new Utterance("stop it", "en", Duration.ofMillis(500))));
    assertThat(all(CancelReply.class)).isEmpty();
    on(new Person.PartialHeard(new Utterance("stop it", "en", Duration.ofMillis(800))));
    assertThat(all(CancelReply.class)).hasSize(1);
  }

  @Test
  void nothingInterruptsWhileTheSessionSettles() {
    conversation.configure(
        ConversationSettings.DEFAULT.withInterruption(
            new InterruptionRules(
                1, Duration.ZERO, Duration.ofSeconds(2), List.of(), Duration.ofSeconds(3), false)));
    on(new SessionEvent.SessionBegan());
    speakingReply();
    on(new Person.SpeechStarted(), new Person.PartialHeard(heard("hello")));
    assertThat(conversation.state()).isEqualTo(ConversationState.SPEAKING);
    on(new TimerElapsed(Timer.SETTLING), new Person.PartialHeard(heard("hello you")));
    assertThat(conversation.state()).isEqualTo(ConversationState.USER_SPEAKING);
  }

  @Test
  void inHalfDuplexNothingIsHeardDuringAReply() {
    conversation.configure(
        ConversationSettings.DEFAULT.withInterruption(
            new InterruptionRules(
                1, Duration.ZERO, Duration.ofSeconds(2), List.of(), Duration.ZERO, true)));
    speakingReply();
    assertThat(last(MuteInput.class)).isEqualTo(new MuteInput(true));
    on(new Reply.SpeechFinished(1, "It is noon."));
    assertThat(last(MuteInput.class)).isEqualTo(new MuteInput(false));
  }

  @Test
  void whatIsSaidDuringAProtectedTextIsAnsweredAfterIt() {
    on(new Person.SayRequested("This call is recorded.", false), new Reply.SpeechBegan(1));
    on(
        new Person.SpeechStarted(),
        new Person.TurnEnded(),
        new Person.FinalHeard(heard("I want to speak to Mary.")));
    assertThat(conversation.state()).isEqualTo(ConversationState.SPEAKING);
    on(new Reply.SpeechFinished(1, "This call is recorded."));
    assertThat(last(StartReply.class).history())
        .containsExactly(
            new Message.Assistant("This call is recorded.", false),
            new Message.User("I want to speak to Mary."));
  }

  @Test
  void speechBeforeAProtectedTextIsHeardDoesNotStopIt() {
    on(new Person.SayRequested("This call is recorded.", false), new Person.SpeechStarted());
    on(new Person.TurnEnded(), new Person.FinalHeard(heard("Hello there.")));
    assertThat(all(CancelReply.class)).isEmpty();
    on(new Reply.SpeechBegan(1), new Reply.SpeechFinished(1, "This call is recorded."));
    assertThat(last(StartReply.class).history()).last().isEqualTo(new Message.User("Hello there."));
  }

  @Test
  void aTextThatSpeechForestalledIsSaidAfterTheAnswer() {
    on(new Person.SayRequested("By the way.", true), new Person.SpeechStarted());
    assertThat(last(CancelReply.class)).isEqualTo(new CancelReply(1, false));
    on(new Person.TurnEnded(), new Person.FinalHeard(heard("Who is it?")));
    on(new Reply.SpeechBegan(2), new Reply.SpeechFinished(2, "It is me."));
    assertThat(last(SpeakText.class)).isEqualTo(new SpeakText(3, "By the way.", Markup.PLAIN));
  }

  @Test
  void aReplyIsPreparedAtTheForeseenEndAndHeardAtTheRealOne() {
    on(new Person.SpeechStarted(), new Person.EndForeseen("What is the time?"));
    StartReply prepared = last(StartReply.class);
    assertThat(prepared)
        .isEqualTo(new StartReply(1, List.of(new Message.User("What is the time?")), true));
    assertThat(conversation.history()).isEmpty();
    on(new Person.EndForeseen("What is the time"), new Person.TurnEnded());
    assertThat(all(StartReply.class)).hasSize(1);
    on(new Person.FinalHeard(heard("What is the time?")));
    assertThat(last(ReleaseReply.class)).isEqualTo(new ReleaseReply(1));
    assertThat(conversation.history()).containsExactly(new Message.User("What is the time?"));
    on(new Reply.SpeechBegan(1));
    assertThat(conversation.state()).isEqualTo(ConversationState.SPEAKING);
  }

  @Test
  void aPreparedReplyIsWithdrawnWhenThePersonGoesOn() {
    on(new Person.SpeechStarted(), new Person.EndForeseen("I would like."));
    on(new Person.EndRevoked());
    assertThat(last(CancelReply.class)).isEqualTo(new CancelReply(1, false));
    on(new Person.TurnEnded(), new Person.FinalHeard(heard("I would like tea.")));
    assertThat(last(StartReply.class))
        .isEqualTo(new StartReply(2, List.of(new Message.User("I would like tea.")), false));
  }

  @Test
  void aPreparedReplyToSomethingElseIsNotHeard() {
    on(new Person.SpeechStarted(), new Person.EndForeseen("Call Ann."), new Person.TurnEnded());
    on(new Person.FinalHeard(heard("Call Dan.")));
    assertThat(last(CancelReply.class)).isEqualTo(new CancelReply(1, false));
    assertThat(last(StartReply.class))
        .isEqualTo(new StartReply(2, List.of(new Message.User("Call Dan.")), false));
  }

  @Test
  void aPreparedReplyThatFailsIsAskedForAgain() {
    on(new Person.SpeechStarted(), new Person.EndForeseen("Hello."), new Reply.Failed(1));
    assertThat(conversation.state()).isEqualTo(ConversationState.USER_SPEAKING);
    on(new Person.TurnEnded(), new Person.FinalHeard(heard("Hello.")));
    assertThat(last(StartReply.class).reply()).isEqualTo(2);
  }

  @Test
  void silenceIsAskedAboutAndThenEndsTheSession() {
    conversation.configure(ConversationSettings.DEFAULT.withPrompts(PROMPTS));
    on(new SessionEvent.SessionBegan());
    assertThat(last(StartTimer.class)).isEqualTo(new StartTimer(Timer.SILENCE, PROMPTS.silence()));
    on(new TimerElapsed(Timer.SILENCE));
    assertThat(last(SpeakText.class).text()).isEqualTo("Are you there?");
    on(new Reply.SpeechBegan(1), new Reply.SpeechFinished(1, "Are you there?"));
    assertThat(last(StartTimer.class).timer()).isEqualTo(Timer.SILENCE);
    on(new TimerElapsed(Timer.SILENCE));
    assertThat(conversation.state()).isEqualTo(ConversationState.CLOSED);
  }

  @Test
  void whoAnswersIsAskedAgainAtTheNextSilence() {
    conversation.configure(ConversationSettings.DEFAULT.withPrompts(PROMPTS));
    on(new SessionEvent.SessionBegan(), new TimerElapsed(Timer.SILENCE));
    on(new Reply.SpeechBegan(1), new Reply.SpeechFinished(1, "Are you there?"));
    on(new Person.SpeechStarted(), new Person.TurnEnded(), new Person.FinalHeard(heard("Yes.")));
    on(new Reply.SpeechBegan(2), new Reply.SpeechFinished(2, "Good."));
    on(new TimerElapsed(Timer.SILENCE));
    assertThat(conversation.state()).isEqualTo(ConversationState.THINKING);
    assertThat(all(SpeakText.class)).hasSize(2);
  }

  @Test
  void longSpeechWithoutWordsIsAskedFor() {
    conversation.configure(ConversationSettings.DEFAULT.withPrompts(PROMPTS));
    on(new Person.SpeechStarted(), new Person.TurnEnded());
    on(new Person.FinalHeard(new Utterance("", "", Duration.ofMillis(400))));
    assertThat(all(SpeakText.class)).isEmpty();
    on(new Person.SpeechStarted(), new Person.TurnEnded());
    on(new Person.FinalHeard(new Utterance("", "", Duration.ofSeconds(2))));
    assertThat(last(SpeakText.class).text()).isEqualTo("Pardon?");
  }

  @Test
  void aSlowAnswerIsBridgedAndAFailedOneApologisedFor() {
    conversation.configure(ConversationSettings.DEFAULT.withPrompts(PROMPTS));
    on(new Person.TextTyped("Hello?"), new TimerElapsed(Timer.SLOW));
    assertThat(last(FillReply.class)).isEqualTo(new FillReply(1, "One moment."));
    on(new TimerElapsed(Timer.ANSWER));
    assertThat(last(CancelReply.class)).isEqualTo(new CancelReply(1, false));
    assertThat(last(SpeakText.class).text()).isEqualTo("Sorry.");
    on(new Reply.SpeechBegan(2), new Reply.SpeechFinished(2, "Sorry."));
    assertThat(conversation.state()).isEqualTo(ConversationState.LISTENING);
  }

  @Test
  void anAnswerThatFailsAfterItsBridgeIsApologisedFor() {
    conversation.configure(ConversationSettings.DEFAULT.withPrompts(PROMPTS));
    on(new Person.TextTyped("Hello?"), new TimerElapsed(Timer.SLOW), new Reply.SpeechBegan(1));
    heard = "One moment.";
    on(new Reply.Failed(1));
    assertThat(last(SpeakText.class).text()).isEqualTo("Sorry.");
  }

  @Test
  void anAnswerThatDoesNotComeAfterItsBridgeIsGivenUp() {
    conversation.configure(ConversationSettings.DEFAULT.withPrompts(PROMPTS));
    on(new Person.TextTyped("Hello?"), new TimerElapsed(Timer.SLOW), new Reply.SpeechBegan(1));
    assertThat(all(StopTimer.class)).doesNotContain(new StopTimer(Timer.ANSWER));
    heard = "One moment.";
    on(new TimerElapsed(Timer.ANSWER));
    assertThat(last(CancelReply.class)).isEqualTo(new CancelReply(1, false));
    assertThat(last(SpeakText.class).text()).isEqualTo("Sorry.");
  }

  @Test
  void anAnswerThatCameAfterItsBridgeIsNotGivenUp() {
    conversation.configure(ConversationSettings.DEFAULT.withPrompts(PROMPTS));
    on(new Person.TextTyped("Hello?"), new TimerElapsed(Timer.SLOW), new Reply.SpeechBegan(1));
    heard = "One moment. It is";
    on(new TimerElapsed(Timer.ANSWER));
    assertThat(all(CancelReply.class)).isEmpty();
    on(new Reply.Failed(1));
    assertThat(all(SpeakText.class)).isEmpty();
  }

  @Test
  void aGreetingIsRemembered() {
    on(
        new Person.SayRequested("Hello, this is the pizzeria.", true),
        new Reply.SpeechBegan(1),
        new Reply.SpeechFinished(1, "Hello, this is the pizzeria."),
        new Person.TextTyped("Hello?"));
    assertThat(last(StartReply.class).history())
        .containsExactly(
            new Message.Assistant("Hello, this is the pizzeria.", false),
            new Message.User("Hello?"));
  }

  @Test
  void whoNeverStopsSpeakingIsAnsweredAtLast() {
    on(new Person.SpeechStarted(), new TimerElapsed(Timer.TURN));
    assertThat(all(FinishUtterance.class)).hasSize(1);
    assertThat(conversation.state()).isEqualTo(ConversationState.THINKING);
  }

  private static Utterance heard(String text) {
    return new Utterance(text, "en", Duration.ofSeconds(1));
  }

  private void speakingReply() {
    on(new Person.TextTyped("Hello?"), new Reply.SpeechBegan(1));
    assertThat(conversation.state()).isEqualTo(ConversationState.SPEAKING);
  }

  private void on(SessionEvent... events) {
    for (SessionEvent event : events) {
      commands.addAll(conversation.on(event, new Playback(heard, sounding)));
    }
  }

  private <C extends SessionCommand> List<C> all(Class<C> kind) {
    return commands.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private <C extends SessionCommand> C last(Class<C> kind) {
    return all(kind).getLast();
  }
}
