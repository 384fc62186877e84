package dev.parley.server.llm;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Keeps what an answer brought. Can be told to block in each token until it is let go.
public final class RecordingSink implements TokenSink {
  private static final long PATIENCE_SECONDS = 60;

  /// How an answer ended.
  public sealed interface End {
    record Finished(TokenUsage usage) implements End {}

    record Failed(LlmException failure) implements End {}
  }

  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private final List<ToolCall> calls = new CopyOnWriteArrayList<>();
  private final AtomicInteger thoughts = new AtomicInteger();
  private final AtomicInteger began = new AtomicInteger();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final BlockingQueue<End> ends = new LinkedBlockingQueue<>();
  private final CountDownLatch firstToken = new CountDownLatch(1);
  private final CountDownLatch gate;

  private RecordingSink(int gates) {
    this.gate = new CountDownLatch(gates);
  }

  public static RecordingSink open() {
    return new RecordingSink(0);
  }

  /// A sink that blocks in its first token until [#letGo].
  public static RecordingSink blocked() {
    return new RecordingSink(1);
  }

  public void letGo() {
    gate.countDown();
  }

  public String text() {
    return String.join("", tokens);
  }

  public List<String> tokens() {
    return List.copyOf(tokens);
  }

  public List<Thread> threads() {
    return List.copyOf(threads);
  }

  /// What the model wanted called.
  public List<ToolCall> calls() {
    return List.copyOf(calls);
  }

  /// How often a call was said to begin.
  public int callsBegun() {
    return began.get();
  }

  /// How often it was said to think.
  public int thoughts() {
    return thoughts.get();
  }

  public int endCount() {
    return ends.size();
  }

  public void awaitFirstToken() {
    await(firstToken);
  }

  public TokenUsage awaitFinished() {
    return switch (awaitEnd()) {
      case End.Finished finished -> finished.usage();
      case End.Failed failed -> throw new AssertionError("The answer failed.", failed.failure());
    };
  }

  public LlmException awaitFailed() {
    return switch (awaitEnd()) {
      case End.Finished _ -> throw new AssertionError("The answer is complete: " + text());
      case End.Failed failed -> failed.failure();
    };
  }

  private End awaitEnd() {
    try {
      @Nullable End end = ends.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (end == null) {
        throw new AssertionError("The answer has no end after: " + text());
      }
      ends.add(end);
      return end;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void token(String text) {
    tokens.add(text);
    threads.add(Thread.currentThread());
    firstToken.countDown();
    await(gate);
  }

  @Override
  public void thinking() {
    threads.add(Thread.currentThread());
    thoughts.incrementAndGet();
  }

  @Override
  public void toolCallBegan() {
    threads.add(Thread.currentThread());
    began.incrementAndGet();
  }

  @Override
  public void toolCalls(List<ToolCall> wanted) {
    threads.add(Thread.currentThread());
    calls.addAll(wanted);
  }

  @Override
  public void finished(TokenUsage usage) {
    threads.add(Thread.currentThread());
    ends.add(new End.Finished(usage));
  }

  @Override
  public void failed(LlmException failure) {
    threads.add(Thread.currentThread());
    ends.add(new End.Failed(failure));
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("Nothing happened for a minute.");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
