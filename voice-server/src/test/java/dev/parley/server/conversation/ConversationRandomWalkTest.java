package dev.parley.server.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.conversation.SessionEvent.Person;
import dev.parley.server.conversation.SessionEvent.Reply;
import dev.parley.server.conversation.SessionEvent.Timer;
import dev.parley.server.conversation.SessionEvent.TimerElapsed;
import dev.parley.server.conversation.SessionEvent.ToolAnswered;
import dev.parley.server.llm.Message;
import dev.parley.server.llm.ToolCall;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Walks at random through everything a session can see and checks what must always hold.
@Tag("unit")
class ConversationRandomWalkTest {
  private static final int STEPS = 20_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void invariantsHold(long seed) {
    Random random = new Random(seed);
    Walk walk = new Walk();
    for (int step = 0; step < STEPS; step++) {
      walk.take(walk.choose(random));
    }
    walk.endInput();
    assertThat(walk.closed).isTrue();
  }

  /// Plays the session: it does what the commands say and offers only events that can happen.
  private static final class Walk {
    private final Conversation conversation =
        new Conversation(
            ConversationSettings.DEFAULT.withPrompts(
                new Prompts(
                    Duration.ofSeconds(15),
                    "Are you there?",
                    Integer.MAX_VALUE,
                    "Pardon?",
                    Duration.ofSeconds(3),
                    "One moment.",
                    "Sorry.")));
    private final Set<Timer> timers = EnumSet.noneOf(Timer.class);
    private int alive;
    private boolean audible;
    private boolean held;
    private boolean foreseen;
    private boolean paused;
    private boolean speech;
    private boolean text;
    private boolean tools;
    private int calls;
    private int finals;
    private boolean closed;

    SessionEvent choose(Random random) {
      while (true) {
        switch (random.nextInt(18)) {
          case 0, 1 -> {
            if (!speech) {
              speech = true;
              return new Person.SpeechStarted();
            }
          }
          case 2, 3 -> {
            if (speech) {
              speech = false;
              return new Person.TurnEnded();
            }
          }
          case 4 -> {
            if (speech) {
              return new Person.PartialHeard(heard(random.nextBoolean() ? "two words" : ""));
            }
          }
          case 5, 6 -> {
            if (finals > 0) {
              finals--;
              return new Person.FinalHeard(heard(random.nextInt(3) > 0 ? "words" : ""));
            }
          }
          case 7 -> {
            return new Person.TextTyped(random.nextBoolean() ? "typed" : " ");
          }
          case 8 -> {
            return new Person.KeyPressed(random.nextBoolean() ? '5' : '#');
          }
          case 9 -> {
            return random.nextBoolean()
                ? new Person.InterruptRequested()
                : new Person.SayRequested("say", random.nextBoolean());
          }
          case 10 -> {
            if (random.nextInt(4) == 0) {
              speech = false;
              return new Person.InputCleared();
            }
          }
          case 11, 12 -> {
            if (alive > 0) {
              if (held) {
                if (random.nextInt(9) == 0) {
                  return new Reply.Failed(alive);
                }
              } else if (!audible) {
                return random.nextInt(5) == 0
                    ? new Reply.Failed(alive)
                    : new Reply.SpeechBegan(alive);
              } else if (!paused) {
                return random.nextInt(5) == 0
                    ? new Reply.Failed(alive)
                    : new Reply.SpeechFinished(alive, "answer");
              }
            }
          }
          case 14, 15 -> {
            if (speech) {
              foreseen = !foreseen;
              return foreseen
                  ? new Person.EndForeseen(random.nextBoolean() ? "words" : "word")
                  : new Person.EndRevoked();
            }
          }
          case 16, 17 -> {
            if (alive > 0 && !text && !paused) {
              tools = !tools;
              return tools
                  ? new Reply.ToolsCalled(
                      alive,
                      "",
                      List.of(new ToolCall("c" + ++calls, "tool", "{}")),
                      random.nextBoolean())
                  : new Reply.Continued(alive);
            }
            if (calls > 0) {
              return new ToolAnswered("c" + random.nextInt(calls + 1), "result");
            }
          }
          case 13 -> {
            if (!timers.isEmpty()) {
              Timer timer = timers.iterator().next();
              timers.remove(timer);
              return new TimerElapsed(timer);
            }
          }
        }
      }
    }

    void take(SessionEvent event) {
      if (event instanceof Reply.SpeechBegan) {
        audible = true;
      }
      if (event instanceof Reply.SpeechFinished || event instanceof Reply.Failed) {
        alive = 0;
      }
      for (SessionCommand command :
          conversation.on(
              event, audible && alive > 0 ? new Playback("part", "part") : Playback.NONE)) {
        obey(command);
      }
      switch (conversation.state()) {
        case LISTENING -> assertThat(alive).as("no reply while listening, %s", event).isZero();
        case USER_SPEAKING -> {
          assertThat(alive == 0 || held)
              .as("no reply is heard while the person speaks, %s", event)
              .isTrue();
          assertThat(speech).as("somebody speaks, %s", event).isTrue();
        }
        case THINKING -> {
          if (alive > 0 && !held) {
            assertThat(tools || timers.contains(Timer.ANSWER))
                .as("an answer or a tool is due, %s", event)
                .isTrue();
          }
          assertThat((alive > 0 && !held) || (finals > 0 && timers.contains(Timer.TRANSCRIPT)))
              .as("there is something to wait for, %s", event)
              .isTrue();
        }
        case SPEAKING ->
            assertThat(alive > 0 && !paused && !held).as("a reply speaks, %s", event).isTrue();
        case PAUSED ->
            assertThat(alive > 0 && paused && timers.contains(Timer.CONFIRMATION))
                .as("a reply waits for a verdict, %s", event)
                .isTrue();
        case CLOSED -> assertThat(closed).isTrue();
      }
    }

    /// Providers refuse calls without results and results without calls.
    private static void requireValid(List<Message> history) {
      assertThat(history.getFirst()).isInstanceOf(Message.User.class);
      assertThat(history.getLast()).isNotInstanceOf(Message.ToolCalls.class);
      Deque<String> due = new ArrayDeque<>();
      Message before = history.getFirst();
      for (Message message : history) {
        switch (message) {
          case Message.ToolCalls called -> {
            assertThat(due).isEmpty();
            called.calls().forEach(call -> due.addLast(call.id()));
          }
          case Message.ToolResult result -> assertThat(result.callId()).isEqualTo(due.pollFirst());
          case Message.User _ -> {
            assertThat(due).isEmpty();
            assertThat(before).isNotInstanceOf(Message.ToolResult.class);
          }
          case Message.Assistant _ -> assertThat(due).isEmpty();
        }
        before = message;
      }
      assertThat(due).isEmpty();
    }

    void endInput() {
      take(new Person.InputFinished());
      speech = false;
      for (int step = 0; step < 1_000 && !closed; step++) {
        if (finals > 0) {
          finals--;
          take(new Person.FinalHeard(heard("last")));
        } else if (alive > 0 && !audible && !held) {
          take(new Reply.SpeechBegan(alive));
        } else if (alive > 0 && !paused) {
          take(new Reply.SpeechFinished(alive, "answer"));
        } else if (!timers.isEmpty()) {
          Timer timer = timers.iterator().next();
          timers.remove(timer);
          take(new TimerElapsed(timer));
        }
      }
    }

    private void obey(SessionCommand command) {
      switch (command) {
        case SessionCommand.StartReply(int reply, var history, boolean prepared) -> {
          start(reply);
          held = prepared;
          requireValid(history);
        }
        case SessionCommand.SpeakText(int reply, var _, var _) -> {
          start(reply);
          text = true;
        }
        case SessionCommand.CancelReply(int reply, boolean announced) -> {
          assertThat(reply).as("only the living reply is cancelled").isEqualTo(alive);
          assertThat(announced && held).as("nobody knows of a held reply").isFalse();
          alive = 0;
        }
        case SessionCommand.ReleaseReply(int reply) -> {
          assertThat(reply).isEqualTo(alive);
          assertThat(held).isTrue();
          held = false;
        }
        case SessionCommand.FillReply(int reply, var _) -> {
          assertThat(reply).isEqualTo(alive);
          assertThat(held).isFalse();
        }
        case SessionCommand.PauseReply(int reply) -> {
          assertThat(reply).isEqualTo(alive);
          paused = true;
        }
        case SessionCommand.ResumeReply(int reply) -> {
          assertThat(reply).isEqualTo(alive);
          paused = false;
        }
        case SessionCommand.FinishUtterance() -> finals++;
        case SessionCommand.DropUtterance() -> {
          finals = 0;
          speech = false;
        }
        case SessionCommand.StartTimer(Timer timer, var _) -> timers.add(timer);
        case SessionCommand.StopTimer(Timer timer) -> timers.remove(timer);
        case SessionCommand.CloseSession() -> closed = true;
        case SessionCommand.ChangeState _,
            SessionCommand.MuteInput _,
            SessionCommand.AnnounceTurnStarted _,
            SessionCommand.AnnounceTurnStopped _ -> {}
      }
    }

    private void start(int reply) {
      assertThat(alive).as("one reply at a time").isZero();
      alive = reply;
      audible = false;
      paused = false;
      held = false;
      text = false;
      tools = false;
    }

    private static Utterance heard(String text) {
      return new Utterance(text, "en", Duration.ofSeconds(1));
    }
  }
}
