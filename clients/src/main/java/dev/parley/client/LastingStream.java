package dev.parley.client;

import dev.parley.client.audio.PacingClock;
import dev.parley.proto.v1.ClientMessage;
import dev.parley.proto.v1.HangUp;
import dev.parley.proto.v1.Received;
import dev.parley.proto.v1.ServerMessage;
import dev.parley.proto.v1.SessionConfig;
import dev.parley.proto.v1.SessionReady;
import dev.parley.proto.v1.SessionState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A conversation over one connection after the other: keeps what the server has not confirmed,
/// calls again when the line breaks, sends what was not taken and goes on. Thread-safe.
///
/// Only the present connection counts; at most one thread is calling again. The listener is
/// called by the present connection, whose callbacks come one at a time, and by the thread that
/// calls again while no connection is present.
final class LastingStream implements CallStream<ClientMessage> {
  /// Messages of the server after which it is told that they came.
  private static final int RECEIPT_AFTER = 16;

  /// How long a server may take to hear that the client hangs up.
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final String server;
  private final Connector connector;
  private final LastingListener listener;
  private final Backoff backoff;
  private final PacingClock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final SentMessages sent = new SentMessages();
  private final CallEnd end = new CallEnd();

  private Connection present;
  private String token = "";
  private Duration window = Duration.ZERO;
  private long received = -1;
  private int unconfirmed;
  private boolean serverClosed;
  private boolean cancelled;
  private boolean ended;
  private @Nullable Thread returning;

  /// Opens the first connection and sends the configuration.
  ///
  /// @param server what error messages call the server
  LastingStream(
      String server,
      SessionConfig config,
      LastingListener listener,
      Connector connector,
      Backoff backoff,
      PacingClock clock) {
    this.server = server;
    this.connector = connector;
    this.listener = listener;
    this.backoff = backoff;
    this.clock = clock;
    lock.lock();
    try {
      present = new Connection(true);
      present.call.sendNow(
          ClientMessage.newBuilder().setConfig(config.toBuilder().setResumable(true)).build());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean send(ClientMessage message) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (isOpen() && (sent.isFull() || !present.hasRoom())) {
        changed.await();
      }
      return pass(message);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean sendNow(ClientMessage message) {
    lock.lock();
    try {
      return !sent.isOverfull() && pass(message);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void cancel() {
    lock.lock();
    try {
      if (!isOpen()) {
        return;
      }
      cancelled = true;
      changed.signalAll();
      if (returning != null) {
        returning.interrupt();
      }
      StreamingCall<ClientMessage, ServerMessage> last = present.call;
      last.sendNow(ClientMessage.newBuilder().setHangUp(HangUp.getDefaultInstance()).build());
      last.closeInput();
      Thread.ofVirtual().name("farewell").start(() -> part(last));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    cancel();
    try {
      boolean _ = end.isReported(FAREWELL.multipliedBy(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean hasEnded() {
    lock.lock();
    try {
      return ended;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void await() throws InterruptedException {
    end.await();
  }

  @Override
  public boolean await(Duration timeout) throws InterruptedException {
    return end.await(timeout);
  }

  private boolean isOpen() {
    return !ended && !cancelled;
  }

  private boolean pass(ClientMessage message) {
    if (!isOpen()) {
      return false;
    }
    ClientMessage numbered = sent.add(message);
    if (present.attached) {
      present.send(numbered);
    }
    return true;
  }

  /// A server that cannot be reached does not keep the caller.
  private void part(StreamingCall<ClientMessage, ServerMessage> last) {
    try {
      if (!end.isReported(FAREWELL)) {
        last.cancel();
      }
    } catch (InterruptedException e) {
      last.cancel();
    }
  }

  private void finish(@Nullable CallFailedException reason) {
    CallFailedException told;
    lock.lock();
    try {
      if (ended) {
        return;
      }
      ended = true;
      told = cancelled ? null : reason;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      listener.ended(told);
    } finally {
      end.report(told);
    }
  }

  private void callAgain(Duration deadline, CallFailedException lost) {
    CallFailedException reason = lost;
    try {
      for (int attempt = 0; ; attempt++) {
        Duration next = clock.now().plus(backoff.delay(attempt));
        if (next.compareTo(deadline) > 0) {
          finish(reason);
          return;
        }
        clock.sleepUntil(next);
        Optional<CallFailedException> failure = attempt().outcome(deadline, lost);
        if (failure.isEmpty()) {
          return;
        }
        reason = failure.get();
        if (!reason.isLineBroken() || connector.isClosed()) {
          finish(reason);
          return;
        }
      }
    } catch (InterruptedException e) {
      finish(null);
    }
  }

  private Connection attempt() throws InterruptedException {
    lock.lock();
    try {
      if (!isOpen()) {
        throw new InterruptedException();
      }
      present = new Connection(false);
      present.call.sendNow(
          ClientMessage.newBuilder()
              .setReceivedSeq(Math.max(received, 0))
              .setConfig(SessionConfig.newBuilder().setResumeToken(token))
              .build());
      return present;
    } finally {
      lock.unlock();
    }
  }

  private void roomy() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// One connection. It is attached from the start, or, if it follows another one, when the server
  /// has said from where to go on.
  private final class Connection implements CallListener<ServerMessage> {
    private final StreamingCall<ClientMessage, ServerMessage> call;
    private final boolean first;
    private final CompletableFuture<Optional<CallFailedException>> outcome =
        new CompletableFuture<>();
    private boolean attached;
    private boolean abandoned;

    /// The lock is held, so that what comes back waits until this is the present connection.
    Connection(boolean first) {
      this.first = first;
      this.attached = first;
      this.call = connector.open(this, LastingStream.this::roomy);
    }

    boolean hasRoom() {
      return !attached || call.isReady();
    }

    void send(ClientMessage message) {
      unconfirmed = 0;
      call.sendNow(message.toBuilder().setReceivedSeq(Math.max(received, 0)).build());
    }

    /// Waits until the session goes on here; empty if it does.
    ///
    /// @param otherwise what is wrong if nobody answers
    Optional<CallFailedException> outcome(Duration deadline, CallFailedException otherwise)
        throws InterruptedException {
      try {
        long patience = Math.max(deadline.minus(clock.now()).toMillis(), 1);
        return outcome.get(patience, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        return abandon() ? Optional.of(otherwise) : Optional.empty();
      } catch (ExecutionException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void message(ServerMessage message) {
      lock.lock();
      try {
        if (present != this || abandoned || ended) {
          return;
        }
        sent.acknowledge(message.getReceivedSeq());
        changed.signalAll();
        if (message.hasReady()) {
          welcome(message.getReady());
        } else if (message.getSeq() <= received) {
          return;
        }
        serverClosed |= message.getStateChanged().getNewState() == SessionState.CLOSED;
      } finally {
        lock.unlock();
      }
      if (message.getReady().getResumed()) {
        listener.lineRestored();
      } else {
        listener.message(message);
        confirm(message.getSeq());
      }
    }

    @Override
    public void ended(@Nullable CallFailedException failure) {
      Thread caller = null;
      lock.lock();
      try {
        if (!attached) {
          // The thread that calls again decides.
          outcome.complete(
              Optional.of(failure == null ? CallFailures.unanswered(server) : failure));
          return;
        }
        attached = false;
        if (failure != null && isRepairable(failure)) {
          Duration deadline = clock.now().plus(window);
          caller =
              Thread.ofVirtual().name("call-again").unstarted(() -> callAgain(deadline, failure));
          returning = caller;
        }
      } finally {
        lock.unlock();
      }
      if (failure != null && caller != null) {
        listener.lineLost(failure);
        caller.start();
      } else {
        boolean wasOver = serverClosed && failure != null && failure.isLineBroken();
        finish(wasOver ? null : failure);
      }
    }

    private boolean isRepairable(CallFailedException failure) {
      return failure.isLineBroken()
          && isOpen()
          && !token.isEmpty()
          && !serverClosed
          && !connector.isClosed();
    }

    /// Nobody waits for the server any more, unless it has just answered.
    private boolean abandon() {
      lock.lock();
      try {
        abandoned = !attached;
      } finally {
        lock.unlock();
      }
      if (abandoned) {
        call.cancel();
      }
      return abandoned;
    }

    private void welcome(SessionReady ready) {
      token = ready.getResumeToken();
      window = Duration.ofMillis(ready.getResumeWindowMs());
      if (!first) {
        attached = true;
        returning = null;
        sent.messages().forEach(this::send);
        outcome.complete(Optional.empty());
      }
    }

    private void confirm(long sequence) {
      lock.lock();
      try {
        received = sequence;
        unconfirmed++;
        if (unconfirmed >= RECEIPT_AFTER && attached && isOpen()) {
          send(ClientMessage.newBuilder().setReceived(Received.getDefaultInstance()).build());
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
