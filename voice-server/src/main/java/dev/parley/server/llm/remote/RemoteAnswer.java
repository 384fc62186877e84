package dev.parley.server.llm.remote;

import dev.parley.server.llm.Generation;
import dev.parley.server.llm.LlmException;
import dev.parley.server.llm.TokenSink;
import dev.parley.server.llm.TokenUsage;
import dev.parley.server.llm.ToolCall;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One answer, read from its connection by a virtual thread of its own.
///
/// To stop a read, its thread is interrupted, which closes the connection even while the server has
/// not answered yet. While the sink has the thread, it is left alone and the connection is closed
/// from elsewhere.
///
/// What its reader hands on goes through the methods below, on the answer's thread. They throw
/// [CancellationException] as soon as nobody wants the answer any more.
public final class RemoteAnswer implements Generation {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteAnswer.class);

  private enum Phase {
    /// The thread waits for the server.
    READING,
    /// The sink has the thread.
    DELIVERING,
    /// Nothing more is wanted or comes.
    ENDED
  }

  private final AnswerReader reader;
  private final TokenSink sink;
  private final RemoteFailures failures;
  private final Consumer<RemoteAnswer> onEnd;
  private final Thread thread;

  /// Pieces of text and of tool calls, and of thoughts, for servers that count no tokens. The
  /// answer's thread has them to itself.
  private int pieces;

  private int thoughts;

  /// Guards the two fields below.
  private final Object lock = new Object();

  private Phase phase = Phase.READING;
  private @Nullable Runnable disconnect;

  RemoteAnswer(
      AnswerReader reader, TokenSink sink, RemoteFailures failures, Consumer<RemoteAnswer> onEnd) {
    this.reader = reader;
    this.sink = sink;
    this.failures = failures;
    this.onEnd = onEnd;
    this.thread = Thread.ofVirtual().name("remote-llm-answer").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// There is a connection.
  ///
  /// @param close closes it, from any thread; may block
  public void connected(Runnable close) {
    synchronized (lock) {
      disconnect = close;
    }
  }

  public void token(String text) {
    if (!text.isEmpty()) {
      pieces++;
      deliver(() -> sink.token(text));
    }
  }

  public void thinking() {
    thoughts++;
    deliver(sink::thinking);
  }

  /// A piece of a tool call has come.
  ///
  /// @param first whether it is the first of the answer
  public void toolCallPiece(boolean first) {
    pieces++;
    if (first) {
      deliver(sink::toolCallBegan);
    }
  }

  public void toolCalls(List<ToolCall> calls) {
    deliver(() -> sink.toolCalls(calls));
  }

  @Override
  public void cancel() {
    synchronized (lock) {
      Runnable close = disconnect;
      switch (phase) {
        case READING -> thread.interrupt();
        case DELIVERING -> {
          if (close != null) {
            // Closing may wait a moment for the rest of what the server has sent.
            Thread.ofVirtual().name("remote-llm-close").start(close);
          }
        }
        case ENDED -> {}
      }
      phase = Phase.ENDED;
    }
  }

  @Override
  public boolean isDone() {
    synchronized (lock) {
      return phase == Phase.ENDED;
    }
  }

  private void run() {
    try {
      finish(reader.read(this));
    } catch (LlmException e) {
      fail(e);
    } catch (RuntimeException | InterruptedException e) {
      fail(failures.disconnected(e));
    } catch (Error e) {
      // Whoever waits for the end must not wait for ever.
      fail(failures.broken(e));
      throw e;
    } finally {
      onEnd.accept(this);
    }
  }

  private void finish(AnswerReader.End end) {
    TokenUsage usage = counted(end.usage());
    if (pieces == 0) {
      switch (end.reason()) {
        case DONE -> {}
        case LENGTH -> throw failures.spentOnThoughts();
        case WITHHELD -> throw failures.withheld();
      }
    }
    if (enter(Phase.READING, Phase.ENDED)) {
      guarded(() -> sink.finished(usage));
    }
  }

  private TokenUsage counted(TokenUsage usage) {
    int output = usage.output() > 0 ? usage.output() : pieces + thoughts;
    int reasoning = usage.reasoning() > 0 ? usage.reasoning() : Math.min(thoughts, output);
    return new TokenUsage(usage.input(), usage.cachedInput(), output, reasoning);
  }

  private void fail(LlmException failure) {
    if (enter(Phase.READING, Phase.ENDED)) {
      guarded(() -> sink.failed(failure));
    }
  }

  private void deliver(Runnable call) {
    if (enter(Phase.READING, Phase.DELIVERING)) {
      if (!guarded(call)) {
        cancel();
      } else if (enter(Phase.DELIVERING, Phase.READING)) {
        return;
      }
    }
    throw new CancellationException("Nobody wants the answer any more.");
  }

  private boolean enter(Phase from, Phase to) {
    synchronized (lock) {
      if (phase != from) {
        return false;
      }
      phase = to;
      return true;
    }
  }

  /// @return whether the sink took it
  private static boolean guarded(Runnable call) {
    try {
      call.run();
      return true;
    } catch (RuntimeException e) {
      LOG.warn("A listener to a language model failed; its answer is cancelled.", e);
      return false;
    }
  }
}
