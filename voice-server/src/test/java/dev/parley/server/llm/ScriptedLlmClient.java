package dev.parley.server.llm;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A client that says what a test wrote down.
///
/// Each prompt is answered by its script, token by token. [#hold] makes every answer wait before
/// each token and before its end, until [#release] lets as many of these steps happen as it says.
public final class ScriptedLlmClient implements LlmClient {
  /// What an answer does.
  ///
  /// @param tokens what it says first
  /// @param calls what it then wants called
  /// @param failure how it then breaks off; null if it is complete
  public record Script(List<String> tokens, List<ToolCall> calls, @Nullable LlmException failure) {
    public Script {
      tokens = List.copyOf(tokens);
      calls = List.copyOf(calls);
    }

    /// Says `text` word by word.
    public static Script of(String text) {
      return new Script(words(text), List.of(), null);
    }

    public static Script failing(LlmException failure, String... tokens) {
      return new Script(List.of(tokens), List.of(), failure);
    }

    /// Says `text` word by word and calls tools with the same id, as bad models do.
    ///
    /// @param calls pairs of a name and arguments
    public static Script calling(String text, String... calls) {
      List<ToolCall> wanted = new ArrayList<>();
      for (int i = 0; i < calls.length; i += 2) {
        wanted.add(new ToolCall("call", calls[i], calls[i + 1]));
      }
      return new Script(words(text), wanted, null);
    }

    private static List<String> words(String text) {
      return text.isEmpty() ? List.of() : List.of(text.split("(?<= )"));
    }
  }

  private static final int UNLIMITED = Integer.MAX_VALUE / 2;

  private final String provider;
  private final Function<Prompt, Script> scripts;
  private final List<Prompt> prompts = new CopyOnWriteArrayList<>();
  private final Set<Scripted> running = ConcurrentHashMap.newKeySet();
  private final Semaphore steps = new Semaphore(UNLIMITED);
  private volatile boolean closed;
  private volatile boolean callsTools = true;

  public ScriptedLlmClient(String provider, Function<Prompt, Script> scripts) {
    this.provider = provider;
    this.scripts = scripts;
  }

  /// A client that gives the same answer to everything.
  public static ScriptedLlmClient saying(String text) {
    return new ScriptedLlmClient("scripted", _ -> Script.of(text));
  }

  /// From now on it says that it can call no tools.
  public void callNoTools() {
    callsTools = false;
  }

  @Override
  public boolean callsTools() {
    return callsTools;
  }

  /// From now on nothing is said without [#release].
  public void hold() {
    int _ = steps.drainPermits();
  }

  /// Lets that many tokens or ends happen, over all answers.
  public void release(int count) {
    steps.release(count);
  }

  /// Ends [#hold].
  public void releaseAll() {
    steps.release(UNLIMITED - steps.availablePermits());
  }

  /// What was asked so far.
  public List<Prompt> prompts() {
    return List.copyOf(prompts);
  }

  /// How many answers are neither complete nor cancelled.
  public int running() {
    return running.size();
  }

  @Override
  public String provider() {
    return provider;
  }

  @Override
  public String model() {
    return "script";
  }

  @Override
  public Generation generate(Prompt prompt, TokenSink sink) {
    prompts.add(prompt);
    Script script =
        closed
            ? Script.failing(
                new LlmException(LlmException.Kind.PERMANENT, "The scripted client is closed."))
            : scripts.apply(prompt);
    Scripted generation = new Scripted(script, sink);
    running.add(generation);
    generation.thread.start();
    return generation;
  }

  @Override
  public void close() {
    closed = true;
    running.forEach(Scripted::cancel);
  }

  private final class Scripted implements Generation {
    private final Script script;
    private final TokenSink sink;
    private final AtomicBoolean done = new AtomicBoolean();
    private final Thread thread;

    Scripted(Script script, TokenSink sink) {
      this.script = script;
      this.sink = sink;
      this.thread = Thread.ofVirtual().name("scripted-llm").unstarted(this::run);
    }

    @Override
    public void cancel() {
      boolean _ = end();
    }

    @Override
    public boolean isDone() {
      return done.get();
    }

    private boolean end() {
      running.remove(this);
      return done.compareAndSet(false, true);
    }

    /// Waits for its turn. A step that a cancelled answer does not need is left to the others.
    private boolean step() {
      steps.acquireUninterruptibly();
      if (isDone()) {
        steps.release();
        return false;
      }
      return true;
    }

    private void run() {
      try {
        for (String token : script.tokens()) {
          if (!step()) {
            return;
          }
          sink.token(token);
        }
        if (!step()) {
          return;
        }
        if (!script.calls().isEmpty()) {
          sink.toolCallBegan();
          sink.toolCalls(script.calls());
        }
      } catch (RuntimeException e) {
        cancel();
      }
      if (!end()) {
        return;
      }
      LlmException failure = script.failure();
      if (failure == null) {
        sink.finished(new TokenUsage(1, script.tokens().size()));
      } else {
        sink.failed(failure);
      }
    }
  }
}
