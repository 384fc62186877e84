package dev.parley.server.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.FieldMask;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.parley.asr.ScriptedRecognizer;
import dev.parley.audio.turn.ScriptedEndOfTurnModel;
import dev.parley.proto.v1.ClientMessage;
import dev.parley.proto.v1.ConfigUpdate;
import dev.parley.proto.v1.Interrupt;
import dev.parley.proto.v1.Ping;
import dev.parley.proto.v1.ServerMessage;
import dev.parley.proto.v1.SessionConfig;
import dev.parley.proto.v1.SessionState;
import dev.parley.proto.v1.TextInput;
import dev.parley.proto.v1.Tool;
import dev.parley.proto.v1.ToolCall;
import dev.parley.proto.v1.ToolResult;
import dev.parley.server.llm.LlmException;
import dev.parley.server.llm.Message;
import dev.parley.server.llm.Prompt;
import dev.parley.server.llm.ScriptedLlmClient;
import dev.parley.server.llm.ScriptedLlmClient.Script;
import dev.parley.server.llm.ToolDefinition;
import dev.parley.server.tool.ScriptedServerTool;
import dev.parley.server.tool.ServerTool;
import dev.parley.server.tool.ServerTools;
import dev.parley.server.turn.TurnDetection;
import dev.parley.tts.ToneSynthesizer;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Conversations in which the language model calls tools.
@Tag("unit")
class ToolConversationTest {
  private static final String FIRST = "c00000001";

  @Test
  void theModelGoesOnWithTheResultAndTheNextTurnKnowsIt() {
    ScriptedLlmClient model = calling("Let me look. ", "weather", "It is sunny.");
    TestCall call = bench(model).call(config(tool("weather")));
    assertThat(call.await("ready", ServerMessage::hasReady).getReady().getCapabilitiesList())
        .contains("tools");
    call.send(typed("How is the weather in Rome?"));
    ToolCall wanted = awaitCall(call);
    assertThat(wanted.getCallId()).isEqualTo(FIRST);
    assertThat(wanted.getName()).isEqualTo("weather");
    assertThat(wanted.getOnServer()).isFalse();
    assertThat(wanted.getArguments())
        .isEqualTo(Struct.newBuilder().putFields("city", text("Rome")).build());
    call.send(result(FIRST, Struct.newBuilder().putFields("celsius", number(21)).build()));
    call.awaitState(SessionState.LISTENING);

    assertThat(texts(call)).isEqualTo("Let me look. It is sunny.");
    List<Message> step =
        List.of(
            new Message.User("How is the weather in Rome?"),
            new Message.ToolCalls("Let me look.", List.of(weather(FIRST))),
            new Message.ToolResult(FIRST, "{\"celsius\":21}"));
    assertThat(model.prompts()).hasSize(2);
    assertThat(model.prompts().getFirst().tools())
        .containsExactly(
            new ToolDefinition("weather", "", "{\"type\":\"object\",\"properties\":{}}"));
    assertThat(model.prompts().getLast().messages()).isEqualTo(step);

    call.send(typed("Thanks."));
    call.awaitState(SessionState.LISTENING);
    assertThat(model.prompts().getLast().messages())
        .startsWith(step.toArray(Message[]::new))
        .endsWith(new Message.Assistant("It is sunny.", false), new Message.User("Thanks."));
  }

  @Test
  void whatWasWrittenBeforeIsSpokenWhileTheToolRuns() {
    TestCall call =
        bench(calling("Let me look.", "weather", "It is sunny."))
            .call(config(tool("weather").setTimeoutMs(60_000)));
    call.send(typed("Weather?"));
    ServerMessage heard =
        call.await(
            "the whole first part",
            message -> message.getSpeechProgress().getHeardText().startsWith("Let me look."));
    assertThat(heard.getSpeechProgress().getRemainingText()).isBlank();
    call.send(result(FIRST, "sun"));
    call.awaitState(SessionState.LISTENING);
    assertThat(texts(call)).isEqualTo("Let me look. It is sunny.");
  }

  @Test
  void parallelCallsAreOneStep() {
    ScriptedLlmClient model =
        new ScriptedLlmClient(
            "scripted",
            prompt ->
                asksPerson(prompt)
                    ? Script.calling("", "weather", "{}", "news", "{}")
                    : Script.of("Sunny and quiet."));
    TestCall call = bench(model).call(config(tool("weather"), tool("news")));
    call.send(typed("What is up?"));
    awaitCall(call);
    awaitCall(call);
    call.send(result("c00000002", "nothing"));
    assertThat(model.prompts()).hasSize(1);
    call.send(result(FIRST, "sun"));
    call.awaitState(SessionState.LISTENING);
    assertThat(results(model.prompts().getLast()))
        .containsExactly(
            new Message.ToolResult(FIRST, "sun"), new Message.ToolResult("c00000002", "nothing"));
  }

  @Test
  void afterThreeStepsTheModelIsAskedWithoutTools() {
    ScriptedLlmClient model =
        new ScriptedLlmClient(
            "scripted",
            prompt ->
                prompt.tools().isEmpty()
                    ? Script.of("I give up.")
                    : Script.calling("", "weather", "{}"));
    TestCall call = bench(model).call(config(tool("weather")));
    call.send(typed("Weather?"));
    for (int step = 1; step <= 3; step++) {
      call.send(result(awaitCall(call).getCallId(), "no idea"));
    }
    call.awaitState(SessionState.LISTENING);
    assertThat(texts(call)).isEqualTo("I give up.");
    assertThat(model.prompts()).hasSize(4);
    assertThat(results(model.prompts().getLast())).hasSize(3);
  }

  @Test
  void aToolThatDoesNotAnswerIsGivenUp() {
    ScriptedLlmClient model = calling("", "weather", "I don't know.");
    SessionBench bench = bench(model);
    TestCall call = bench.call(config(tool("weather").setTimeoutMs(2_500)));
    call.send(typed("Weather?"));
    awaitCall(call);
    bench.advance(Duration.ofMillis(2_500));
    assertThat(
            call.await("the end of the call", ServerMessage::hasToolCallCancelled)
                .getToolCallCancelled()
                .getCallId())
        .isEqualTo(FIRST);
    call.awaitState(SessionState.LISTENING);
    assertThat(results(model.prompts().getLast()))
        .containsExactly(new Message.ToolResult(FIRST, "The tool did not answer within 2.5 s."));
    call.send(result(FIRST, "late"));
    call.send(result(FIRST, "later"));
    assertThat(errors(call)).isEmpty();
  }

  @Test
  void anUnknownCallIsAnErrorThatTheSessionSurvives() {
    TestCall call = bench(ScriptedLlmClient.saying("Yes.")).call(config(tool("weather")));
    call.send(result("c00000009", "sun"));
    assertThat(call.await("an error", ServerMessage::hasError).getError().getField())
        .isEqualTo("tool_result.call_id");
    call.send(typed("Are you there?"));
    call.awaitState(SessionState.LISTENING);
    assertThat(errors(call)).hasSize(1);
  }

  @Test
  void anInterruptedCallIsCancelledAndTheHistorySaysSo() {
    ScriptedLlmClient model = calling("", "weather", "It is sunny.");
    TestCall call = bench(model).call(config(tool("weather")));
    call.send(typed("Weather?"));
    awaitCall(call);
    call.send(ClientMessage.newBuilder().setInterrupt(Interrupt.getDefaultInstance()));
    call.await("the end of the call", ServerMessage::hasToolCallCancelled);
    call.send(result(FIRST, "sun"));
    call.send(typed("Never mind."));
    awaitCall(call);
    assertThat(model.prompts().getLast().messages())
        .containsExactly(
            new Message.User("Weather?"),
            new Message.ToolCalls("", List.of(weather(FIRST))),
            new Message.ToolResult(FIRST, "The call was cancelled, because the reply was stopped."),
            new Message.Assistant("", true),
            new Message.User("Never mind."));
  }

  @Test
  void aCallThatMayFinishTellsTheNextTurnItsResult() {
    ScriptedLlmClient model = calling("", "weather", "It is sunny.");
    TestCall call =
        bench(model).call(config(tool("weather").setOnInterruption(Tool.OnInterruption.FINISH)));
    call.send(typed("Weather?"));
    awaitCall(call);
    call.send(ClientMessage.newBuilder().setInterrupt(Interrupt.getDefaultInstance()));
    call.send(result(FIRST, "sun"));
    call.send(typed("And now?"));
    awaitCall(call);
    assertThat(results(model.prompts().getLast()))
        .containsExactly(new Message.ToolResult(FIRST, "sun"));
    assertThat(call.received()).noneMatch(ServerMessage::hasToolCallCancelled);
  }

  @Test
  void whoGoesOnSpeakingWhileAToolRunsIsAnsweredWithWhatCameOfIt() {
    ScriptedLlmClient model = calling("", "weather", "It is sunny.");
    SessionBench bench =
        bench(
            model,
            ScriptedRecognizer.Script.of("Weather?"),
            ScriptedRecognizer.Script.of("In Rome."));
    TestCall call = bench.call(config(tool("weather")));
    call.speak(Duration.ofMillis(600));
    call.beSilent(Duration.ofMillis(800));
    awaitCall(call);
    call.speak(Duration.ofMillis(600));
    call.await("the end of the call", ServerMessage::hasToolCallCancelled);
    call.beSilent(Duration.ofMillis(800));
    awaitCall(call);
    assertThat(model.prompts().getLast().messages())
        .hasSize(5)
        .endsWith(new Message.Assistant("", true), new Message.User("In Rome."));
  }

  @Test
  void aPreparedReplyCallsNothingThatHasSideEffectsBeforeTheTurnHasEnded() {
    ScriptedLlmClient model = calling("", "weather", "It is sunny.");
    SessionBench bench =
        semanticBench(
            model,
            0.9f,
            0.9,
            ScriptedRecognizer.Script.of("Weather?").withPartial(10_500, "", "Weather?"));
    TestCall call = bench.call(config(tool("weather")));
    call.speak(Duration.ofMillis(600));
    call.beSilent(Duration.ofMillis(400));
    call.send(result(awaitCall(call).getCallId(), "sun"));
    call.await("metrics", ServerMessage::hasTurnMetrics);
    assertThat(model.prompts()).as("the reply was prepared, not asked for again").hasSize(2);
    assertThat(call.received())
        .filteredOn(ServerMessage::hasToolCall)
        .allMatch(message -> message.getTurnId() == 1);
    assertThat(indexOf(call, ServerMessage::hasToolCall))
        .isGreaterThan(indexOf(call, message -> thinks(message)));
  }

  @Test
  void aWithdrawnReplyCallsNothingThatHasSideEffects() {
    TestCall call = goOn(tool("weather"));
    assertThat(call.received()).filteredOn(ServerMessage::hasToolCall).hasSize(1);
    assertThat(call.received()).noneMatch(ServerMessage::hasToolCallCancelled);
  }

  @Test
  void aWithdrawnReplyMayHaveLookedSomethingUp() {
    TestCall call = goOn(tool("weather").setSideEffects(false));
    assertThat(call.received()).filteredOn(ServerMessage::hasToolCall).hasSize(2);
    assertThat(call.received()).filteredOn(ServerMessage::hasToolCallCancelled).hasSize(1);
  }

  /// A person pauses, so that a reply is prepared, goes on, and is answered.
  private static TestCall goOn(Tool.Builder tool) {
    ScriptedLlmClient model = calling("", "weather", "It is sunny.");
    SessionBench bench =
        semanticBench(
            model,
            0.7f,
            0.001,
            ScriptedRecognizer.Script.of("Weather in Rome?")
                .withPartial(10_500, "", "Weather?")
                .withPartial(25_000, "", "Weather in Rome?"));
    TestCall call = bench.call(config(tool));
    call.speak(Duration.ofMillis(600));
    call.beSilent(Duration.ofMillis(300));
    call.await("a prediction", message -> message.getEndOfTurn().hasWordsProbability());
    if (tool.hasSideEffects()) {
      awaitCall(call);
    }
    call.speak(Duration.ofMillis(600));
    call.beSilent(Duration.ofSeconds(3));
    ToolCall last = awaitCall(call);
    call.send(result(last.getCallId(), "sun"));
    call.await("metrics", ServerMessage::hasTurnMetrics);
    assertThat(model.prompts().getLast().messages())
        .containsExactly(
            new Message.User("Weather in Rome?"),
            new Message.ToolCalls("", List.of(weather(last.getCallId()))),
            new Message.ToolResult(last.getCallId(), "sun"));
    return call;
  }

  @Test
  void aPausedReplyCallsNothingThatHasSideEffectsBeforeItGoesOn() {
    ScriptedLlmClient model =
        calling("I will look into the book. This takes a moment. ", "weather", "It is sunny.");
    model.hold();
    TestCall call = bench(model).call(config(tool("weather")));
    call.send(typed("A table for two."));
    model.release(8);
    call.awaitState(SessionState.SPEAKING);
    call.speak(Duration.ofMillis(200));
    call.awaitState(SessionState.PAUSED);
    model.releaseAll();
    call.beSilent(Duration.ofSeconds(1));
    call.send(result(awaitCall(call).getCallId(), "booked"));
    call.awaitState(SessionState.LISTENING);
    assertThat(indexOf(call, ServerMessage::hasToolCall))
        .isGreaterThan(indexOf(call, ServerMessage::hasInterruption));
    assertThat(texts(call)).endsWith("a moment. It is sunny.");
  }

  @Test
  void aClientIsToldWhenNoModelCallsTools() {
    ScriptedLlmClient model = ScriptedLlmClient.saying("Yes.");
    model.callNoTools();
    TestCall call = bench(model).call(config(tool("weather")));
    assertThat(call.await("ready", ServerMessage::hasReady).getReady().getCapabilitiesList())
        .contains("partials")
        .doesNotContain("tools");
  }

  @Test
  void aSlowToolSaysItsOwnWordsInsteadOfOneMoment() {
    TestCall call =
        bench(calling("", "weather", "It is sunny."))
            .call(config(tool("weather").setProgress("I am looking.").setProgressAfterMs(4_000)));
    call.send(typed("Weather?"));
    awaitCall(call);
    call.await(
        "the progress", message -> message.getReplyText().getDelta().equals("I am looking. "));
    call.send(result(FIRST, "sun"));
    call.awaitState(SessionState.LISTENING);
    assertThat(texts(call)).isEqualTo("I am looking. It is sunny.");
  }

  @Test
  void noAnswerIsDueWhileAToolRuns() {
    ScriptedLlmClient model = calling("", "weather", "It is sunny.");
    SessionBench bench = bench(model);
    TestCall call = bench.call(config(tool("weather").setTimeoutMs(120_000)));
    call.send(typed("Weather?"));
    awaitCall(call);
    for (int second = 0; second < 70; second++) {
      bench.advance(Duration.ofSeconds(1));
      call.send(ping());
    }
    call.send(result(FIRST, "sun"));
    call.awaitState(SessionState.LISTENING);
    assertThat(texts(call)).isEqualTo("One moment, please. It is sunny.");
    assertThat(call.received()).noneMatch(ServerMessage::hasToolCallCancelled);
  }

  @Test
  void aModelThatFailsAfterAToolLeavesItsResultInTheHistory() {
    ScriptedLlmClient model =
        new ScriptedLlmClient(
            "scripted",
            prompt ->
                prompt.messages().getLast() instanceof Message.ToolResult
                    ? Script.failing(new LlmException(LlmException.Kind.TRANSIENT, "Down."))
                    : prompt.messages().size() == 1
                        ? Script.calling("", "weather", "{\"city\":\"Rome\"}")
                        : Script.of("It is sunny."));
    TestCall call = bench(model).call(config(tool("weather")));
    call.send(typed("Weather?"));
    call.send(result(awaitCall(call).getCallId(), "sun"));
    call.awaitState(SessionState.LISTENING);
    call.awaitState(SessionState.LISTENING);
    call.send(typed("Again?"));
    call.awaitState(SessionState.LISTENING);
    assertThat(model.prompts().getLast().messages())
        .contains(new Message.ToolResult(FIRST, "sun"), new Message.User("Again?"));
  }

  @Test
  void aToolOfTheServerIsCalledWithoutTheClient() {
    ScriptedServerTool onServer = new ScriptedServerTool("shop", "weather");
    ScriptedLlmClient model = calling("", "weather", "It is sunny.");
    SessionBench bench =
        SessionBench.of(
            new ScriptedRecognizer(),
            model,
            ToneSynthesizer.immediate(),
            server(onServer),
            TurnDetection.SILENCE,
            SessionBench.unheard());
    TestCall call = bench.call();
    call.send(typed("Weather?"));
    assertThat(awaitCall(call).getOnServer()).isTrue();
    call.send(ping());
    assertThat(onServer.arguments()).containsExactly("{\"city\":\"Rome\"}");
    onServer.answer("sun");
    call.awaitState(SessionState.LISTENING);
    assertThat(results(model.prompts().getLast()))
        .containsExactly(new Message.ToolResult(FIRST, "sun"));

    call.send(
        update(
            SessionConfig.newBuilder()
                .setServerTools(dev.parley.proto.v1.ServerTools.newBuilder().setEnabled(false)),
            "server_tools"));
    call.await("the change", ServerMessage::hasConfigApplied);
    call.send(typed("Weather?"));
    call.awaitState(SessionState.LISTENING);
    assertThat(model.prompts().getLast().tools()).isEmpty();
  }

  @Test
  void theEndOfTheSessionStopsTheTools() {
    ScriptedServerTool onServer = new ScriptedServerTool("shop", "weather");
    SessionBench bench =
        SessionBench.of(
            new ScriptedRecognizer(),
            calling("", "weather", "It is sunny."),
            ToneSynthesizer.immediate(),
            server(onServer),
            TurnDetection.SILENCE,
            SessionBench.unheard());
    TestCall call = bench.call();
    call.send(typed("Weather?"));
    awaitCall(call);
    call.session().lose(call);
    call.awaitEnd(bench.registry());
    assertThat(onServer.cancelled()).isEqualTo(1);
  }

  @Test
  void toolsCanChangeInARunningSession() {
    ScriptedLlmClient model = ScriptedLlmClient.saying("Yes.");
    TestCall call = bench(model).call(config(tool("weather")));
    call.send(update(SessionConfig.newBuilder().addTools(tool("news")), "tools"));
    assertThat(
            call.await("the change", ServerMessage::hasConfigApplied)
                .getConfigApplied()
                .getEffectiveConfig()
                .getToolsList())
        .extracting(Tool::getName, Tool::getTimeoutMs, Tool::getSideEffects)
        .containsExactly(tuple("news", 10_000, true));
    call.send(typed("News?"));
    call.awaitState(SessionState.LISTENING);
    assertThat(model.prompts().getLast().tools())
        .extracting(ToolDefinition::name)
        .containsExactly("news");
  }

  /// A model that calls a tool with a city whenever the person says something, and then answers.
  private static ScriptedLlmClient calling(String before, String tool, String answer) {
    return new ScriptedLlmClient(
        "scripted",
        prompt ->
            asksPerson(prompt) && !prompt.tools().isEmpty() && !thanks(prompt)
                ? Script.calling(before, tool, "{\"city\":\"Rome\"}")
                : Script.of(answer));
  }

  private static boolean thanks(Prompt prompt) {
    return prompt.messages().getLast().text().equals("Thanks.");
  }

  private static boolean asksPerson(Prompt prompt) {
    return prompt.messages().getLast() instanceof Message.User;
  }

  private static dev.parley.server.llm.ToolCall weather(String id) {
    return new dev.parley.server.llm.ToolCall(id, "weather", "{\"city\":\"Rome\"}");
  }

  private static List<Message> results(Prompt prompt) {
    return prompt.messages().stream()
        .filter(Message.ToolResult.class::isInstance)
        .collect(Collectors.toList());
  }

  private static SessionBench bench(ScriptedLlmClient model, ScriptedRecognizer.Script... scripts) {
    return SessionBench.of(new ScriptedRecognizer(scripts), model, ToneSynthesizer.immediate());
  }

  private static SessionBench semanticBench(
      ScriptedLlmClient model, float sound, double words, ScriptedRecognizer.Script... scripts) {
    return SessionBench.of(
        new ScriptedRecognizer(scripts),
        model,
        ToneSynthesizer.immediate(),
        TurnDetection.SEMANTIC,
        new EndOfTurnModels(new ScriptedEndOfTurnModel(sound), _ -> OptionalDouble.of(words)));
  }

  private static ServerTools server(ServerTool tool) {
    return new ServerTools() {
      @Override
      public List<ServerTool> available() {
        return List.of(tool);
      }

      @Override
      public void close() {}
    };
  }

  private static SessionConfig config(Tool.Builder... tools) {
    SessionConfig.Builder config = SessionConfig.newBuilder();
    for (Tool.Builder tool : tools) {
      config.addTools(tool);
    }
    return config.build();
  }

  private static Tool.Builder tool(String name) {
    return Tool.newBuilder().setName(name);
  }

  private static ToolCall awaitCall(TestCall call) {
    return call.await("a tool call", ServerMessage::hasToolCall).getToolCall();
  }

  private static ClientMessage.Builder result(String callId, String text) {
    return ClientMessage.newBuilder()
        .setToolResult(ToolResult.newBuilder().setCallId(callId).setResult(text(text)));
  }

  private static ClientMessage.Builder result(String callId, Struct struct) {
    return ClientMessage.newBuilder()
        .setToolResult(
            ToolResult.newBuilder()
                .setCallId(callId)
                .setResult(Value.newBuilder().setStructValue(struct)));
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }

  private static Value number(double number) {
    return Value.newBuilder().setNumberValue(number).build();
  }

  private static ClientMessage.Builder ping() {
    return ClientMessage.newBuilder().setPing(Ping.getDefaultInstance());
  }

  private static ClientMessage.Builder typed(String text) {
    return ClientMessage.newBuilder().setText(TextInput.newBuilder().setText(text));
  }

  private static ClientMessage.Builder update(SessionConfig.Builder config, String path) {
    return ClientMessage.newBuilder()
        .setConfigUpdate(
            ConfigUpdate.newBuilder()
                .setConfig(config)
                .setMask(FieldMask.newBuilder().addPaths(path)));
  }

  private static boolean thinks(ServerMessage message) {
    return message.getStateChanged().getNewState() == SessionState.THINKING;
  }

  private static int indexOf(TestCall call, Predicate<ServerMessage> wanted) {
    for (int i = 0; i < call.received().size(); i++) {
      if (wanted.test(call.received().get(i))) {
        return i;
      }
    }
    throw new AssertionError("It did not come: " + call.received());
  }

  private static List<ServerMessage> errors(TestCall call) {
    return call.received().stream().filter(ServerMessage::hasError).toList();
  }

  private static String texts(TestCall call) {
    return call.received().stream()
        .map(message -> message.getReplyText().getDelta())
        .collect(Collectors.joining());
  }
}
