package dev.parley.server.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.server.llm.ScriptedLlmClient.Script;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class LlmRouterTest {
  private final LlmException down =
      new LlmException(LlmException.Kind.TRANSIENT, "The server is down.");
  private static final Prompt PROMPT = new Prompt("", List.of(new Message.User("Hello?")), 60);

  private final ManualTimer timer = new ManualTimer();
  private final List<ProviderChange> changes = new CopyOnWriteArrayList<>();
  private final RecordingSink sink = RecordingSink.open();

  private static final class ManualTimer implements LlmRouter.Timer {
    private final Deque<Runnable> pending = new ArrayDeque<>();
    private final List<Duration> delays = new CopyOnWriteArrayList<>();

    @Override
    public synchronized Runnable schedule(Duration delay, Runnable task) {
      delays.add(delay);
      pending.addLast(task);
      return () -> {
        synchronized (this) {
          pending.remove(task);
        }
      };
    }

    void fire() {
      Runnable task;
      synchronized (this) {
        task = pending.removeFirst();
      }
      task.run();
    }

    synchronized int pending() {
      return pending.size();
    }
  }

  /// A client whose only answer a test gives step by step.
  private static final class ThinkingClient implements LlmClient {
    private @Nullable TokenSink sink;
    private boolean cancelled;

    TokenSink sink() {
      return Objects.requireNonNull(sink);
    }

    @Override
    public String provider() {
      return "thinker";
    }

    @Override
    public String model() {
      return "thinker";
    }

    @Override
    public Duration thinkingDeadline() {
      return Duration.ofSeconds(9);
    }

    @Override
    public Generation generate(Prompt prompt, TokenSink to) {
      sink = to;
      return new Generation() {
        @Override
        public void cancel() {
          cancelled = true;
        }

        @Override
        public boolean isDone() {
          return cancelled;
        }
      };
    }

    @Override
    public void close() {}
  }

  @Test
  void aClientThatThinksIsGivenItsThinkingDeadline() {
    ThinkingClient first = new ThinkingClient();
    ask(first, saying("second", "Never."));

    first.sink().thinking();
    first.sink().thinking();
    assertThat(timer.delays).containsExactly(LlmRouter.FIRST_TOKEN_DEADLINE, Duration.ofSeconds(9));
    assertThat(timer.pending()).isEqualTo(1);

    first.sink().token("Paris.");
    assertThat(timer.pending()).isZero();
    first.sink().thinking();
    assertThat(timer.pending()).isZero();
    first.sink().finished(new TokenUsage(1, 1));
    assertThat(sink.text()).isEqualTo("Paris.");
    assertThat(sink.thoughts()).isEqualTo(3);
    assertThat(changes).isEmpty();
  }

  @Test
  void aClientThatThinksForTooLongIsReplaced() {
    ThinkingClient first = new ThinkingClient();
    ask(first, saying("second", "Paris."));
    first.sink().thinking();

    timer.fire();

    sink.awaitFinished();
    assertThat(sink.text()).isEqualTo("Paris.");
    assertThat(first.cancelled).isTrue();
    assertThat(changes)
        .singleElement()
        .satisfies(
            change ->
                assertThat(change.cause()).hasMessage("thinker was still thinking after 9000 ms."));
    first.sink().thinking();
    assertThat(sink.thoughts()).isEqualTo(1);
  }

  @Test
  void aFirstTokenDeadlineThatFiresBesideTheFirstThoughtChangesNothing() {
    ThinkingClient first = new ThinkingClient();
    List<Runnable> kept = new CopyOnWriteArrayList<>();
    new LlmRouter(
            Map.of("main", List.of(first, saying("second", "No."))),
            LlmRouter.FIRST_TOKEN_DEADLINE,
            (_, task) -> {
              kept.add(task);
              return () -> {};
            })
        .generate("main", PROMPT, sink, changes::add);
    first.sink().thinking();

    kept.getFirst().run();
    assertThat(changes).isEmpty();

    kept.getLast().run();
    assertThat(changes).hasSize(1);
  }

  @Test
  void theLastResortMayThinkForEver() {
    ThinkingClient only = new ThinkingClient();
    ask(only);

    only.sink().thinking();

    assertThat(timer.pending()).isZero();
  }

  @Test
  void aToolCallIsHeardAsATokenIs() {
    ScriptedLlmClient first = new ScriptedLlmClient("first", _ -> Script.calling("", "look", "{}"));
    LlmRouter router = router(first, saying("second", "Never."));
    router.generate("main", PROMPT, sink, changes::add);
    sink.awaitFinished();
    assertThat(sink.calls()).extracting(ToolCall::name).containsExactly("look");
    assertThat(sink.callsBegun()).isEqualTo(1);
    assertThat(timer.pending()).isZero();
    assertThat(changes).isEmpty();
  }

  @Test
  void aClientThatBreaksOffBehindAToolCallIsNotReplaced() {
    ScriptedLlmClient first =
        new ScriptedLlmClient(
            "first", _ -> new Script(List.of(), List.of(new ToolCall("a", "look", "{}")), down));
    LlmRouter router = router(first, saying("second", "Never."));
    router.generate("main", PROMPT, sink, changes::add);
    assertThat(sink.awaitFailed()).isSameAs(down);
    assertThat(changes).isEmpty();
  }

  private static ScriptedLlmClient saying(String provider, String text) {
    return new ScriptedLlmClient(provider, _ -> Script.of(text));
  }

  private ScriptedLlmClient failing(String provider, String... tokens) {
    return new ScriptedLlmClient(provider, _ -> Script.failing(down, tokens));
  }

  private Generation ask(LlmClient... clients) {
    return router(clients).generate("main", PROMPT, sink, changes::add);
  }

  private LlmRouter router(LlmClient... clients) {
    return new LlmRouter(Map.of("main", List.of(clients)), LlmRouter.FIRST_TOKEN_DEADLINE, timer);
  }

  @Test
  void theFirstClientAnswersAndNobodyElseIsAsked() {
    ScriptedLlmClient second = saying("second", "No.");

    Generation generation = ask(saying("first", "Yes, hello."), second);
    sink.awaitFinished();

    assertThat(sink.text()).isEqualTo("Yes, hello.");
    assertThat(generation.isDone()).isTrue();
    assertThat(second.prompts()).isEmpty();
    assertThat(changes).isEmpty();
    assertThat(timer.pending()).isZero();
  }

  @Test
  void aFailureBeforeTheFirstTokenGoesToTheNext() {
    ask(failing("first"), failing("second"), saying("third", "Here I am."));
    sink.awaitFinished();

    assertThat(sink.text()).isEqualTo("Here I am.");
    assertThat(changes)
        .containsExactly(
            new ProviderChange("first", "second", down),
            new ProviderChange("second", "third", down));
  }

  @Test
  void aFailureAfterATokenIsTheEnd() {
    ScriptedLlmClient second = saying("second", "No.");

    ask(failing("first", "Well, "), second);

    assertThat(sink.awaitFailed()).isSameAs(down);
    assertThat(sink.text()).isEqualTo("Well, ");
    assertThat(second.prompts()).isEmpty();
  }

  @Test
  void theLastFailureIsReportedWhenNobodyIsLeft() {
    Generation generation = ask(failing("first"), failing("second"));

    assertThat(sink.awaitFailed()).isSameAs(down);
    assertThat(sink.endCount()).isEqualTo(1);
    assertThat(generation.isDone()).isTrue();
  }

  @Test
  void aMissedDeadlineGoesToTheNextAndTheLateOneIsNotHeard() {
    ScriptedLlmClient slow = saying("slow", "Too late.");
    slow.hold();

    ask(slow, saying("quick", "Hello."));
    timer.fire();
    sink.awaitFinished();
    slow.releaseAll();

    assertThat(sink.text()).isEqualTo("Hello.");
    assertThat(slow.running()).isZero();
    assertThat(changes)
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.from()).isEqualTo("slow");
              assertThat(change.to()).isEqualTo("quick");
              assertThat(change.cause()).hasMessageContaining("1500 ms");
            });
  }

  @Test
  void aDeadlineThatFiresAfterTheFirstTokenChangesNothing() {
    ScriptedLlmClient first = saying("first", "One two");
    first.hold();
    List<Runnable> kept = new CopyOnWriteArrayList<>();
    LlmRouter router =
        new LlmRouter(
            Map.of("main", List.of(first, saying("second", "No."))),
            LlmRouter.FIRST_TOKEN_DEADLINE,
            (_, task) -> {
              kept.add(task);
              return () -> {};
            });

    router.generate("main", PROMPT, sink, changes::add);
    first.release(1);
    sink.awaitFirstToken();
    kept.forEach(Runnable::run);
    first.releaseAll();
    sink.awaitFinished();

    assertThat(sink.text()).isEqualTo("One two");
    assertThat(changes).isEmpty();
  }

  @Test
  void theLastResortHasNoDeadline() {
    ScriptedLlmClient only = saying("only", "At last.");
    only.hold();

    ask(only);

    assertThat(timer.pending()).isZero();
    only.releaseAll();
    sink.awaitFinished();
  }

  @Test
  void cancellingStopsTheClientThatIsAsked() {
    ScriptedLlmClient first = saying("first", "Never.");
    first.hold();

    Generation generation = ask(first, saying("second", "Never."));
    generation.cancel();
    generation.cancel();

    assertThat(generation.isDone()).isTrue();
    assertThat(first.running()).isZero();
    assertThat(timer.pending()).isZero();
    assertThat(sink.endCount()).isZero();
    assertThat(changes).isEmpty();
  }

  @Test
  void routesAreNamedInOrderAndAnUnknownOneIsRefused() {
    Map<String, List<LlmClient>> routes = new LinkedHashMap<>();
    routes.put("quick", List.of(saying("a", "A.")));
    routes.put("clever", List.of(saying("b", "B.")));
    LlmRouter router = new LlmRouter(routes, LlmRouter.FIRST_TOKEN_DEADLINE, timer);

    assertThat(router.routes()).containsExactly("quick", "clever");
    assertThatThrownBy(() -> router.generate("best", PROMPT, sink, changes::add))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("There is no route best to a language model. Choose one of [quick, clever].");
    assertThatThrownBy(
            () -> new LlmRouter(Map.of("none", List.of()), LlmRouter.FIRST_TOKEN_DEADLINE, timer))
        .hasMessageContaining("none");
  }

  @Test
  void closingClosesEveryClient() {
    ScriptedLlmClient shared = saying("shared", "No.");
    LlmRouter router = router(shared, shared);

    router.close();
    RecordingSink late = RecordingSink.open();
    shared.generate(PROMPT, late);

    late.awaitFailed();
  }
}
