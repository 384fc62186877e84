package dev.parley.server.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.llm.Message;
import dev.parley.server.llm.ToolCall;
import dev.parley.server.tool.Tool.OnInterruption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SessionToolsTest {
  private static final int REPLY = 7;

  private final RecordingHost host = new RecordingHost();
  private final SessionTools tools = new SessionTools(host);
  private final ScriptedServerTool onServer = new ScriptedServerTool("shop", "stock");
  private final ToolSet offered =
      ToolSet.of(
          List.of(
              ScriptedServerTool.tool("book", true, OnInterruption.CANCEL, ""),
              ScriptedServerTool.tool("look", false, OnInterruption.CANCEL, ""),
              ScriptedServerTool.tool("send", true, OnInterruption.FINISH, "Sending it."),
              ScriptedServerTool.tool("find", false, OnInterruption.FINISH, "Looking.")),
          ServerToolChoice.ALL,
          List.of(onServer));

  @Test
  void theStepEndsWhenAllItsCallsHave() {
    ToolStep step = start(false, "look", "book");
    assertThat(host.log).containsExactly("call c00000001 look", "call c00000002 book");
    assertThat(tools.answer("c00000002", "Booked.")).isTrue();
    assertThat(host.ended).isEmpty();
    assertThat(tools.answer("c00000001", "Free.")).isTrue();
    assertThat(host.ended)
        .containsExactly(
            new Message.ToolResult("c00000001", "Free."),
            new Message.ToolResult("c00000002", "Booked."));
    assertThat(step.calls()).extracting(ToolCall::name).containsExactly("look", "book");
    assertThat(host.timers()).isZero();
  }

  @Test
  void theFirstResultCountsAndUnknownCallsAreRefused() {
    start(false, "book");
    assertThat(tools.answer("c00000001", "First.")).isTrue();
    host.log.clear();
    assertThat(tools.answer("c00000001", "Second.")).isTrue();
    assertThat(host.log).isEmpty();
    assertThat(tools.answer("c00000002", "?")).isFalse();
    assertThat(tools.answer("c00000000", "?")).isFalse();
    assertThat(tools.answer("nonsense", "?")).isFalse();
  }

  @Test
  void aCallThatTakesTooLongIsOverAndItsResultComesTooLate() {
    start(false, "book");
    host.pass(Duration.ofSeconds(10));
    assertThat(host.ended)
        .containsExactly(
            new Message.ToolResult("c00000001", "The tool did not answer within 10 s."));
    assertThat(host.log).contains("cancelled c00000001");
    host.log.clear();
    assertThat(tools.answer("c00000001", "Booked.")).isTrue();
    assertThat(host.log).isEmpty();
  }

  @Test
  void anInterruptionCancelsACallOrLetsItFinishForTheHistory() {
    start(false, "book", "send");
    tools.stop(REPLY);
    assertThat(host.log)
        .containsExactly(
            "call c00000001 book",
            "call c00000002 send",
            "cancelled c00000001",
            "answered c00000001 The call was cancelled, because the reply was stopped.");
    host.log.clear();
    host.pass(Duration.ofSeconds(5));
    assertThat(host.log).as("nothing is said for a reply that is over").isEmpty();
    tools.answer("c00000001", "Booked.");
    tools.answer("c00000002", "Sent.");
    assertThat(host.log).containsExactly("answered c00000002 Sent.");
    assertThat(host.ended).isEmpty();
  }

  @Test
  void aHeldReplyLooksButChangesNothingUntilItIsReleased() {
    start(true, "book", "look");
    assertThat(host.log).containsExactly("call c00000002 look");
    tools.answer("c00000001", "Booked.");
    tools.answer("c00000002", "Free.");
    host.pass(Duration.ofMinutes(1));
    assertThat(host.ended).isEmpty();
    host.log.clear();
    tools.release(REPLY);
    assertThat(host.log).containsExactly("call c00000001 book");
    tools.answer("c00000001", "Booked.");
    assertThat(host.ended).hasSize(2);
  }

  @Test
  void aWithdrawnReplyNeverChangesAnythingAndWhatItLookedForIsCancelled() {
    start(true, "book", "find");
    tools.stop(REPLY);
    assertThat(host.log)
        .as("a call that may finish is cancelled as well")
        .containsExactly(
            "call c00000002 find",
            "answered c00000001 The call was not made, because the reply was stopped.",
            "cancelled c00000002",
            "answered c00000002 The call was cancelled, because the reply was stopped.");
    tools.release(REPLY);
    host.pass(Duration.ofMinutes(1));
    assertThat(host.log).hasSize(4);
  }

  @Test
  void theProgressIsSaidOnceAndNotBeforeTheReplyIsReleased() {
    start(true, "find", "find");
    host.pass(Duration.ofSeconds(2));
    assertThat(host.said).isEmpty();
    tools.release(REPLY);
    assertThat(host.said).containsExactly("Looking.");
  }

  @Test
  void aQuickToolIsNotAnnounced() {
    ToolStep step = start(false, "send");
    assertThat(step.hasProgress()).isTrue();
    host.pass(Duration.ofMillis(1_900));
    tools.answer("c00000001", "Sent.");
    host.pass(Duration.ofSeconds(20));
    assertThat(host.said).isEmpty();
  }

  @Test
  void aToolOfTheServerIsCalledByIt() {
    start(false, "stock");
    assertThat(host.log).containsExactly("call c00000001 stock on server");
    assertThat(tools.answer("c00000001", "From the client.")).isTrue();
    assertThat(host.ended).isEmpty();
    onServer.answer("Three.");
    assertThat(host.ended).containsExactly(new Message.ToolResult("c00000001", "Three."));
    assertThat(onServer.cancelled()).isZero();
  }

  @Test
  void aToolOfTheServerIsStoppedAtTheEndOfItsTimeAndOfTheSession() {
    start(false, "stock");
    host.pass(Duration.ofSeconds(10));
    assertThat(onServer.cancelled()).isEqualTo(1);
    onServer.answer("Too late.");
    assertThat(host.ended).hasSize(1);
    start(false, "stock");
    host.log.clear();
    tools.close();
    assertThat(onServer.cancelled()).isEqualTo(2);
    assertThat(host.log).isEmpty();
    assertThat(host.timers()).isZero();
  }

  @Test
  void callsThatCannotBeMadeAreAnsweredAtOnceAndStayValid() {
    ToolStep step =
        tools.prepare(
            REPLY,
            offered,
            List.of(
                new ToolCall("", "no such tool!", "{}"),
                new ToolCall("", "look", "{\"open\":"),
                new ToolCall("", "look", "[1]")));
    assertThat(step.calls())
        .containsExactly(
            new ToolCall("c00000001", "no_such_tool_", "{}"),
            new ToolCall("c00000002", "look", "{}"),
            new ToolCall("c00000003", "look", "{}"));
    tools.start(step, false);
    assertThat(host.ended)
        .extracting(Message.ToolResult::text)
        .containsExactly(
            "There is no tool of this name.",
            "The arguments were no JSON object, or too long.",
            "The arguments were no JSON object, or too long.");
    assertThat(host.log).noneMatch(line -> line.startsWith("call"));
  }

  @Test
  void aStepHasAtMostSixteenCallsAndAResultSixteenThousandCharacters() {
    List<ToolCall> wanted = new ArrayList<>();
    for (int i = 0; i < 17; i++) {
      wanted.add(new ToolCall("", "look", "{}"));
    }
    tools.start(tools.prepare(REPLY, offered, wanted), false);
    assertThat(host.log).filteredOn(line -> line.startsWith("call")).hasSize(16);
    for (int i = 1; i <= 16; i++) {
      tools.answer("c%08d".formatted(i), "x".repeat(20_000));
    }
    assertThat(host.ended.getFirst().text()).hasSize(16_384 + " [The rest was left out.]".length());
    assertThat(host.ended.getLast().text()).contains("Too many");
  }

  private ToolStep start(boolean held, String... names) {
    List<ToolCall> wanted = new ArrayList<>();
    for (String name : names) {
      wanted.add(new ToolCall("same", name, "{}"));
    }
    ToolStep step = tools.prepare(REPLY, offered, wanted);
    tools.start(step, held);
    return step;
  }

  /// Writes down what the tools want; time passes when the test says so.
  private final class RecordingHost implements ToolHost {
    private record Alarm(Duration due, ToolEvent event) {}

    private final List<String> log = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final List<Message.ToolResult> ended = new ArrayList<>();
    private final List<Alarm> alarms = new ArrayList<>();
    private Duration now = Duration.ZERO;

    void pass(Duration duration) {
      now = now.plus(duration);
      for (Alarm alarm : List.copyOf(alarms)) {
        if (alarm.due().compareTo(now) <= 0 && alarms.remove(alarm)) {
          tools.on(alarm.event());
        }
      }
    }

    int timers() {
      return alarms.size();
    }

    @Override
    public void post(ToolEvent event) {
      tools.on(event);
    }

    @Override
    public Runnable schedule(Duration delay, ToolEvent event) {
      Alarm alarm = new Alarm(now.plus(delay), event);
      alarms.add(alarm);
      return () -> alarms.remove(alarm);
    }

    @Override
    public void called(ToolCall call, boolean server) {
      log.add("call " + call.id() + " " + call.name() + (server ? " on server" : ""));
    }

    @Override
    public void cancelled(String callId) {
      log.add("cancelled " + callId);
    }

    @Override
    public void answered(String callId, String text) {
      log.add("answered " + callId + " " + text);
    }

    @Override
    public void sayProgress(int reply, String phrase) {
      assertThat(reply).isEqualTo(REPLY);
      said.add(phrase);
    }

    @Override
    public void stepEnded(int reply, List<Message.ToolResult> results) {
      assertThat(reply).isEqualTo(REPLY);
      ended.addAll(results);
    }
  }
}
