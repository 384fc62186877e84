package dev.parley.server.llm.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.server.llm.Generation;
import dev.parley.server.llm.LlmClient;
import dev.parley.server.llm.LlmClientContract;
import dev.parley.server.llm.LlmException;
import dev.parley.server.llm.LlmException.Kind;
import dev.parley.server.llm.Prompt;
import dev.parley.server.llm.RecordingSink;
import dev.parley.server.llm.TokenUsage;
import dev.parley.server.llm.ToolCall;
import dev.parley.server.llm.ToolDefinition;
import dev.parley.server.llm.remote.ScriptedServer.Connection;
import dev.parley.server.llm.remote.Wire.Finish;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every client of a remote model keeps, against a local server that speaks its wire format.
public abstract class RemoteLlmContract extends LlmClientContract {
  protected static final String KEY = "sk-very-secret";
  protected static final Duration PATIENCE = Duration.ofSeconds(30);
  protected static final ToolDefinition LOOK =
      new ToolDefinition(
          "look", "Looks.", "{\"type\":\"object\",\"properties\":{\"at\":{\"type\":\"integer\"}}}");

  private static final String[] FRENCH = {"France", "Paris."};
  private static final String[] ITALIAN = {"Italy", "Rome."};
  private static final int WHOLE = 1 << 16;

  private final CountDownLatch letGo = new CountDownLatch(1);
  private final List<LlmClient> clients = new ArrayList<>();
  private volatile boolean held;
  private @Nullable ScriptedServer running;

  protected abstract Wire wire();

  /// The server that is asked; one that knows capitals, unless a test has put up another.
  protected final ScriptedServer server() {
    ScriptedServer current = running;
    if (current == null) {
      current = ScriptedServer.start(this::capitals);
      running = current;
    }
    return current;
  }

  private void capitals(Connection connection) throws IOException {
    if (held) {
      await(letGo);
    }
    String[] place = connection.body().contains("France") ? FRENCH : ITALIAN;
    connection.begin();
    connection.send(7, wire().answer("The capital of ", place[0], " is ", place[1]));
    connection.end();
  }

  @AfterEach
  void closeServer() {
    clients.forEach(LlmClient::close);
    server().close();
  }

  @Override
  protected LlmClient open() {
    return wire().open(settings(PATIENCE));
  }

  @Override
  protected void holdAnswers(LlmClient client) {
    held = true;
  }

  @Override
  protected void letAnswersGo() {
    held = false;
    letGo.countDown();
  }

  protected RemoteSettings settings(Duration timeout) {
    return new RemoteSettings(
        "tested",
        server().address().resolve(wire().basePath()),
        Optional.of(KEY),
        "small",
        Map.of("X-Team", "voice"),
        timeout,
        Optional.empty(),
        Optional.of(0.5),
        Optional.empty(),
        Duration.ofSeconds(9));
  }

  protected void serve(ScriptedServer.Script script) {
    server().close();
    running = ScriptedServer.start(script);
  }

  /// Answers with a text, in one piece.
  protected void serve(String... texts) {
    serve(
        connection -> {
          connection.begin();
          connection.send(WHOLE, texts);
          connection.end();
        });
  }

  /// A client of the server as it is now, closed with the test.
  protected LlmClient client(RemoteSettings settings) {
    LlmClient client = wire().open(settings);
    clients.add(client);
    return client;
  }

  protected RecordingSink ask(Prompt prompt, RemoteSettings settings) {
    RecordingSink sink = RecordingSink.open();
    client(settings).generate(prompt, sink);
    return sink;
  }

  protected RecordingSink ask(Prompt prompt) {
    return ask(prompt, settings(PATIENCE));
  }

  private RecordingSink ask(Duration timeout) {
    return ask(FRANCE, settings(timeout));
  }

  private RecordingSink ask() {
    return ask(FRANCE);
  }

  protected static Prompt withTools(Prompt prompt) {
    return new Prompt(prompt.system(), prompt.messages(), prompt.maxTokens(), List.of(LOOK));
  }

  @Test
  void readsAnAnswerCutAtAnyByte() {
    String answer = wire().answer("Crème ", "brûlée 🍮");
    int length = answer.getBytes(StandardCharsets.UTF_8).length;
    AtomicInteger cut = new AtomicInteger();
    serve(
        connection -> {
          connection.begin();
          connection.sendCut(cut.getAndIncrement(), answer);
          connection.end();
        });
    LlmClient client = client(settings(PATIENCE));

    for (int i = 0; i <= length; i++) {
      RecordingSink sink = RecordingSink.open();
      client.generate(FRANCE, sink);
      sink.awaitFinished();
      assertThat(sink.text()).as("cut at byte %d", i).isEqualTo("Crème brûlée 🍮");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 64, 4096})
  void readsAnAnswerInSmallPieces(int size) {
    serve(
        connection -> {
          connection.begin();
          connection.send(size, wire().answer("Crème ", "brûlée 🍮", " «ок» 好"));
          connection.end();
        });

    RecordingSink sink = ask();

    assertThat(sink.awaitFinished().input()).isEqualTo(Wire.USAGE.input());
    assertThat(sink.text()).isEqualTo("Crème brûlée 🍮 «ок» 好");
  }

  @Test
  void reportsWhatAnAnswerConsumed() {
    serve(wire().answer("One."));

    assertThat(ask().awaitFinished()).isEqualTo(Wire.USAGE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 4_096})
  void joinsToolCallsThatComeSideBySide(int size) {
    serve(
        connection -> {
          connection.begin();
          connection.send(
              size,
              wire().begin(),
              wire().text("I will look."),
              wire().twoCalls(),
              wire().end(Finish.TOOLS));
          connection.end();
        });

    RecordingSink sink = ask(withTools(FRANCE));

    sink.awaitFinished();
    assertThat(sink.text()).isEqualTo("I will look.");
    assertThat(sink.callsBegun()).isEqualTo(1);
    assertThat(sink.calls())
        .extracting(ToolCall::name, ToolCall::arguments)
        .containsExactly(Tuple.tuple("look", "{\"at\":\"Köln\"}"), Tuple.tuple("book", "{}"));
    assertThat(sink.calls()).extracting(ToolCall::id).doesNotHaveDuplicates().doesNotContain("");
  }

  @Test
  void ignoresToolCallsThatNobodyOffered() {
    serve(wire().begin(), wire().text("Well."), wire().twoCalls(), wire().end(Finish.TOOLS));

    RecordingSink sink = ask();

    sink.awaitFinished();
    assertThat(sink.text()).isEqualTo("Well.");
    assertThat(sink.calls()).isEmpty();
  }

  @Test
  void thoughtsAreCountedAndNeverSaid() {
    serve(
        wire().begin(),
        wire().thought("Let me think. "),
        wire().thought("It is Paris."),
        wire().text("Paris."),
        wire().end(Finish.DONE));

    RecordingSink sink = ask();

    TokenUsage usage = sink.awaitFinished();
    assertThat(sink.text()).isEqualTo("Paris.");
    assertThat(sink.thoughts()).isPositive();
    assertThat(usage.reasoning()).isPositive();
  }

  @Test
  void thoughtsThatLeaveNoRoomForAnAnswerAreAFailure() {
    serve(wire().begin(), wire().thought("Let me think."), wire().end(Finish.LENGTH));

    assertThat(ask().awaitFailed())
        .hasMessageContaining("max_tokens")
        .extracting(LlmException::kind)
        .isEqualTo(Kind.PERMANENT);
  }

  @Test
  void anAnswerWithoutWordsIsComplete() {
    serve(wire().begin(), wire().end(Finish.DONE));

    RecordingSink sink = ask();

    sink.awaitFinished();
    assertThat(sink.tokens()).isEmpty();
  }

  @Test
  void anAnswerOfFullLengthIsComplete() {
    serve(wire().begin(), wire().text("One two"), wire().end(Finish.LENGTH));

    RecordingSink sink = ask();

    sink.awaitFinished();
    assertThat(sink.text()).isEqualTo("One two");
  }

  @Test
  void anAnswerThatIsWithheldIsAFailureUnlessWordsCameBefore() {
    serve(wire().begin(), wire().end(Finish.WITHHELD));
    assertThat(ask().awaitFailed())
        .hasMessageContaining("safety")
        .extracting(LlmException::kind)
        .isEqualTo(Kind.PERMANENT);

    serve(wire().begin(), wire().text("One "), wire().end(Finish.WITHHELD));
    RecordingSink sink = ask();
    sink.awaitFinished();
    assertThat(sink.text()).isEqualTo("One ");
  }

  @ParameterizedTest
  @CsvSource({
    "400, PERMANENT, shorten", "401, PERMANENT, API key", "402, PERMANENT, credit",
    "403, PERMANENT, API key", "404, PERMANENT, model small", "422, PERMANENT, shorten",
    "408, TRANSIENT, again", "409, TRANSIENT, again", "429, TRANSIENT, later",
    "500, TRANSIENT, again", "503, TRANSIENT, again", "529, TRANSIENT, overloaded"
  })
  void saysWhatARefusalMeansWithoutSecretsAndAsksOnce(int status, Kind kind, String remedy) {
    serve(connection -> connection.status(status, wire().refusal(status, "bad key " + KEY)));

    LlmException failure = ask().awaitFailed();

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure).hasMessageContainingAll("tested at", "status " + status, remedy);
    assertThat(failure).message().doesNotContain(KEY);
    assertThat(failure.getCause()).isNull();
    assertThat(server().connections()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"Retry-After: 20, 20 s", "retry-after-ms: 1500, 2 s", "Retry-After: soon, later"})
  void saysHowLongToWaitAtALimit(String header, String expected) {
    serve(connection -> connection.status(429, wire().refusal(429, "slow down"), header));

    assertThat(ask().awaitFailed()).hasMessageContaining(expected);
  }

  @Test
  void aRefusalThatIsNoJsonIsARefusal() {
    serve(connection -> connection.status(503, "<html>Busy</html>"));

    assertThat(ask().awaitFailed())
        .hasMessageContaining("status 503")
        .extracting(LlmException::kind)
        .isEqualTo(Kind.TRANSIENT);
  }

  @Test
  void anErrorInsideAnAnswerFailsIt() {
    serve(wire().begin(), wire().text("One "), wire().error());

    RecordingSink sink = ask();

    assertThat(sink.awaitFailed())
        .hasMessageContaining("in the middle")
        .extracting(LlmException::kind)
        .isEqualTo(Kind.TRANSIENT);
    assertThat(sink.text()).isEqualTo("One ");
  }

  @Test
  void silenceBeforeTheAnswerIsATimeOut() {
    serve(Connection::awaitDisconnect);

    LlmException failure = ask(Duration.ofMillis(200)).awaitFailed();

    assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(failure).hasMessageContaining("silent for 0.2 s");
  }

  @Test
  void silenceWithinAnAnswerIsATimeOut() {
    serve(
        connection -> {
          connection.begin();
          connection.send(100, wire().begin(), wire().text("One "));
          connection.awaitDisconnect();
        });

    RecordingSink sink = ask(Duration.ofMillis(500));

    assertThat(sink.awaitFailed()).hasMessageContaining("silent for 0.5 s");
    assertThat(sink.text()).isEqualTo("One ");
  }

  @Test
  void aResetConnectionIsTransient() {
    serve(
        connection -> {
          connection.begin();
          connection.send(100, wire().begin(), wire().text("One "));
          connection.reset();
        });

    assertThat(ask().awaitFailed().kind()).isEqualTo(Kind.TRANSIENT);
  }

  @Test
  void anAnswerThatStopsWithoutAReasonIsBrokenOff() {
    serve(wire().begin(), wire().text("One "));

    assertThat(ask().awaitFailed()).hasMessageContaining("in the middle of an answer");
  }

  @Test
  void aServerThatIsNotThereIsTransient() {
    server().close();

    assertThat(ask().awaitFailed())
        .hasMessageContaining("Check that the server runs")
        .extracting(LlmException::kind)
        .isEqualTo(Kind.TRANSIENT);
  }

  @Test
  void somethingElseThanThisProtocolIsAFailure() {
    serve(
        connection ->
            connection.raw(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>"));

    ask().awaitFailed();
  }

  @Test
  void cancellingDisconnectsWhileTheServerThinks() {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    serve(
        connection -> {
          asked.countDown();
          connection.awaitDisconnect();
          gone.countDown();
        });
    Generation generation =
        client(settings(Duration.ofMinutes(5))).generate(FRANCE, RecordingSink.open());
    await(asked);

    generation.cancel();

    await(gone);
  }

  @Test
  void cancellingDisconnectsBetweenTokensAndWhileTheSinkBlocks() {
    CountDownLatch gone = new CountDownLatch(2);
    serve(
        connection -> {
          connection.begin();
          connection.send(100, wire().begin(), wire().text("One "));
          connection.awaitDisconnect();
          gone.countDown();
        });
    RecordingSink reading = RecordingSink.open();
    RecordingSink blocked = RecordingSink.blocked();
    LlmClient client = client(settings(Duration.ofMinutes(5)));
    Generation first = client.generate(FRANCE, reading);
    Generation second = client.generate(FRANCE, blocked);
    reading.awaitFirstToken();
    blocked.awaitFirstToken();

    first.cancel();
    second.cancel();

    await(gone);
    blocked.letGo();
    assertThat(reading.endCount()).isZero();
    assertThat(blocked.endCount()).isZero();
  }

  @Test
  void aServerThatHangsUpBehindEachAnswerIsCalledAnew() {
    serve(
        connection -> {
          connection.begin();
          connection.send(WHOLE, wire().answer("One."));
          connection.end();
          connection.socket().close();
        });
    LlmClient client = client(settings(PATIENCE));

    for (int i = 0; i < 20; i++) {
      RecordingSink sink = RecordingSink.open();
      client.generate(FRANCE, sink);
      sink.awaitFinished();
    }
  }

  @Test
  void sendsTheHeadersAndNamesOfTheConfiguration() {
    LlmClient client = client(settings(PATIENCE));
    RecordingSink sink = RecordingSink.open();
    client.generate(FRANCE, sink);
    sink.awaitFinished();

    assertThat(client.provider()).isEqualTo("tested");
    assertThat(client.model()).isEqualTo("small");
    assertThat(client.thinkingDeadline()).isEqualTo(Duration.ofSeconds(9));
    assertThat(server().connections().getFirst().head()).containsIgnoringCase("X-Team: voice");
  }

  @Test
  void sendsNoKeyWhereThereIsNone() {
    RemoteSettings with = settings(PATIENCE);
    RemoteSettings without =
        new RemoteSettings(
            with.provider(),
            with.baseUrl(),
            Optional.empty(),
            with.model(),
            Map.of(),
            PATIENCE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            PATIENCE);
    if (wire().needsKey()) {
      assertThatThrownBy(() -> wire().open(without)).hasMessageContaining("API key");
      return;
    }

    ask(FRANCE, without).awaitFinished();

    assertThat(server().connections().getFirst().head())
        .doesNotContainIgnoringCase("authorization")
        .doesNotContainIgnoringCase("api-key:");
    assertThat(server().connections().getFirst().body()).doesNotContain("temperature");
  }

  protected static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
