package dev.parley.server.tool;

import dev.parley.server.llm.ToolDefinition;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// A tool of a server that answers when the test says so.
public final class ScriptedServerTool implements ServerTool {
  private final String server;
  private final Tool tool;
  private final List<Consumer<String>> waiting = new CopyOnWriteArrayList<>();
  private final List<String> arguments = new CopyOnWriteArrayList<>();
  private final AtomicInteger cancelled = new AtomicInteger();

  public ScriptedServerTool(String server, String name) {
    this.server = server;
    this.tool = tool(name, true, Tool.OnInterruption.CANCEL, "");
  }

  /// A tool that takes nothing and may run for ten seconds.
  public static Tool tool(
      String name, boolean sideEffects, Tool.OnInterruption onInterruption, String progress) {
    return new Tool(
        new ToolDefinition(name, "", "{\"type\":\"object\"}"),
        Duration.ofSeconds(10),
        onInterruption,
        sideEffects,
        new Tool.Progress(progress, Duration.ofSeconds(2)));
  }

  /// Answers all calls so far.
  public void answer(String text) {
    List<Consumer<String>> answered = List.copyOf(waiting);
    waiting.clear();
    answered.forEach(each -> each.accept(text));
  }

  /// What it was called with.
  public List<String> arguments() {
    return List.copyOf(arguments);
  }

  public int cancelled() {
    return cancelled.get();
  }

  @Override
  public String server() {
    return server;
  }

  @Override
  public Tool tool() {
    return tool;
  }

  @Override
  public Runnable call(String given, Consumer<String> whenDone) {
    arguments.add(given);
    waiting.add(whenDone);
    return cancelled::incrementAndGet;
  }
}
