package dev.parley.server.llm;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One answer on its way through the clients of a route.
///
/// Each client is given an attempt of its own. What a superseded attempt still says is dropped, so
/// that exactly one client is heard.
final class RoutedGeneration implements Generation {
  private final List<LlmClient> clients;
  private final Prompt prompt;
  private final TokenSink sink;
  private final Consumer<ProviderChange> changes;
  private final LlmRouter.Timer timer;
  private final Duration firstTokenDeadline;

  /// Guards the two fields below.
  private final Object lock = new Object();

  private @Nullable Attempt current;
  private boolean done;

  RoutedGeneration(
      List<LlmClient> clients,
      Prompt prompt,
      TokenSink sink,
      Consumer<ProviderChange> changes,
      LlmRouter.Timer timer,
      Duration firstTokenDeadline) {
    this.clients = clients;
    this.prompt = prompt;
    this.sink = sink;
    this.changes = changes;
    this.timer = timer;
    this.firstTokenDeadline = firstTokenDeadline;
  }

  void start() {
    attempt(0);
  }

  @Override
  public void cancel() {
    Attempt stopped;
    synchronized (lock) {
      done = true;
      stopped = current;
      current = null;
    }
    if (stopped != null) {
      stopped.stop();
    }
  }

  @Override
  public boolean isDone() {
    synchronized (lock) {
      return done;
    }
  }

  private void attempt(int index) {
    Attempt attempt = new Attempt(index);
    synchronized (lock) {
      if (done) {
        return;
      }
      current = attempt;
    }
    attempt.start();
  }

  /// Asks the next client, if the failed attempt is the one that counts; fails if it was heard
  /// already or nobody is left.
  ///
  /// @param onlyUnheard does nothing if a token came after all
  private void failOver(Attempt failed, LlmException cause, boolean onlyUnheard) {
    int next = failed.index + 1;
    boolean last;
    synchronized (lock) {
      if (current != failed || (onlyUnheard && failed.heard)) {
        return;
      }
      last = failed.heard || next == clients.size();
      current = null;
      done |= last;
    }
    failed.stop();
    if (last) {
      sink.failed(cause);
      return;
    }
    changes.accept(
        new ProviderChange(failed.client().provider(), clients.get(next).provider(), cause));
    attempt(next);
  }

  /// What one client says.
  private final class Attempt implements TokenSink {
    private final int index;

    /// Whether a token of it was delivered. Guarded by the lock.
    private boolean heard;

    /// Whether it has thought. Guarded by the lock.
    private boolean thought;

    /// What stops it, once it runs. Guarded by the lock.
    private @Nullable Generation generation;

    private @Nullable Runnable forgetDeadline;

    Attempt(int index) {
      this.index = index;
    }

    LlmClient client() {
      return clients.get(index);
    }

    void start() {
      expect(firstTokenDeadline, "said nothing within %d ms");
      Generation started = client().generate(prompt, this);
      boolean superseded;
      synchronized (lock) {
        generation = started;
        superseded = current != this;
      }
      if (superseded) {
        stop();
      }
    }

    /// Sets the deadline, in place of the one before. The last client has none, as nobody comes
    /// after it. Called before anything is said, and between two calls of the client.
    private void expect(Duration deadline, String complaint) {
      if (index + 1 == clients.size()) {
        return;
      }
      boolean thinking;
      synchronized (lock) {
        thinking = thought;
      }
      Runnable forget = timer.schedule(deadline, () -> missed(thinking, deadline, complaint));
      Runnable outdated;
      synchronized (lock) {
        if (current == this) {
          outdated = forgetDeadline;
          forgetDeadline = forget;
        } else {
          outdated = forget;
        }
      }
      if (outdated != null) {
        outdated.run();
      }
    }

    void stop() {
      Runnable forget;
      Generation stopped;
      synchronized (lock) {
        forget = forgetDeadline;
        stopped = generation;
      }
      if (forget != null) {
        forget.run();
      }
      if (stopped != null) {
        stopped.cancel();
      }
    }

    @Override
    public void token(String text) {
      if (isHeard()) {
        sink.token(text);
      }
    }

    /// A model that thinks lives, but may not do so for ever.
    @Override
    public void thinking() {
      boolean began;
      synchronized (lock) {
        if (current != this) {
          return;
        }
        began = !heard && !thought;
        thought = true;
      }
      if (began) {
        expect(client().thinkingDeadline(), "was still thinking after %d ms");
      }
      sink.thinking();
    }

    @Override
    public void toolCallBegan() {
      if (isHeard()) {
        sink.toolCallBegan();
      }
    }

    @Override
    public void toolCalls(List<ToolCall> calls) {
      if (isHeard()) {
        sink.toolCalls(calls);
      }
    }

    /// It said something: the deadline no longer matters.
    ///
    /// @return false if it is superseded
    private boolean isHeard() {
      Runnable forget;
      synchronized (lock) {
        if (current != this) {
          return false;
        }
        heard = true;
        forget = forgetDeadline;
        forgetDeadline = null;
      }
      if (forget != null) {
        forget.run();
      }
      return true;
    }

    @Override
    public void finished(TokenUsage usage) {
      synchronized (lock) {
        if (current != this) {
          return;
        }
        current = null;
        done = true;
      }
      stop();
      sink.finished(usage);
    }

    @Override
    public void failed(LlmException failure) {
      failOver(this, failure, false);
    }

    /// @param thinking whether the deadline was set for a client that thinks; one that was set
    ///     before it began to think, and comes too late to be forgotten, does not count
    private void missed(boolean thinking, Duration deadline, String complaint) {
      synchronized (lock) {
        if (thought != thinking) {
          return;
        }
      }
      failOver(
          this,
          new LlmException(
              LlmException.Kind.TRANSIENT,
              client().provider() + " " + complaint.formatted(deadline.toMillis()) + "."),
          true);
    }
  }
}
