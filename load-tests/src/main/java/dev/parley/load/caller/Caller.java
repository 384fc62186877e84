package dev.parley.load.caller;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.client.CallFailedException;
import dev.parley.client.LastingListener;
import dev.parley.client.VoiceCall;
import dev.parley.client.VoiceClient;
import dev.parley.client.cli.terminal.CommandFailure;
import dev.parley.client.cli.terminal.Sentences;
import dev.parley.load.live.Schedule;
import dev.parley.proto.v1.AudioEncoding;
import dev.parley.proto.v1.AudioFormat;
import dev.parley.proto.v1.ClientMessage;
import dev.parley.proto.v1.ServerMessage;
import dev.parley.proto.v1.SessionConfig;
import dev.parley.proto.v1.SessionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Somebody on the line: from the moment when the server is ready, 20 ms of sound go out every 20
/// ms, by a schedule that starts with the call, so that a delay does not move what follows. Between
/// the sounds of [#say] there is silence, or the echo of the replies. A caller whose session is
/// resumable calls again when the line breaks.
///
/// Whoever opened the caller uses its methods on one thread. A call ends by [#hangUp] or [#drop],
/// which give the log; [#close] drops a call that has not ended.
public final class Caller implements AutoCloseable {
  private static final long FRAME_NANOS = 20_000_000;
  private static final Duration READY = Duration.ofSeconds(20);
  private static final AudioFormat FORMAT =
      AudioFormat.newBuilder()
          .setEncoding(AudioEncoding.LINEAR16)
          .setSampleRate(PcmFormat.SPEECH.sampleRate())
          .build();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Arrival> arrivals = new ArrayList<>();
  private final List<Order> orders = new ArrayList<>();
  private final Microphone microphone = new Microphone();
  private final Ear ear = new Ear();
  private final VoiceCall call;
  private final Thread pacing;

  private long start;
  private boolean started;
  private boolean listening = true;
  private boolean reporting;
  private int returns;
  private boolean ended;
  private CallLog.@Nullable End end;

  private Caller(VoiceClient client, SessionConfig config, boolean reporting) {
    this.reporting = reporting;
    this.call =
        config.getResumable()
            ? client.converseLasting(config, new Listener())
            : client.converse(config, new Listener());
    this.pacing = Thread.ofVirtual().name("caller").unstarted(this::pace);
  }

  /// Opens a session and waits until the server is ready. The caller chooses the audio formats.
  ///
  /// @param reporting whether the server is told what was played
  /// @throws CommandFailure with a sentence if the server refuses, or is not ready in 20 s
  public static Caller open(VoiceClient client, SessionConfig config, boolean reporting)
      throws InterruptedException {
    Caller caller =
        new Caller(
            client, config.toBuilder().setInput(FORMAT).setOutput(FORMAT).build(), reporting);
    if (!caller.start()) {
      CallLog.End end = caller.drop().end();
      throw new CommandFailure(
          end instanceof CallLog.End.Failed(String reason)
              ? reason
              : "The server was not ready after %d s; look at its log."
                  .formatted(READY.toSeconds()));
    }
    return caller;
  }

  /// Lets a sound be heard, and waits until all of it was sent.
  ///
  /// @return where it lies in the call
  public Said say(Sound sound) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Said said = microphone.put(sound);
      while (microphone.isBusy() && !ended) {
        changed.await();
      }
      return said;
    } finally {
      lock.unlock();
    }
  }

  /// Says nothing for a while, in frames of 20 ms, rounded up.
  public void pause(Duration length) throws InterruptedException {
    awaitPosition(position() + PcmFormat.SPEECH.samples(length));
  }

  /// Waits until that much was sent, or the call is over.
  public void awaitPosition(long position) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (microphone.position() < position && !ended) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Waits for a message.
  ///
  /// @param from the number of the first message that counts
  /// @return empty if none came in time, or the call is over
  public Optional<Arrival> await(int from, Predicate<Arrival> wanted, Duration limit)
      throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = limit.toNanos();
      int next = from;
      while (true) {
        for (; next < arrivals.size(); next++) {
          if (wanted.test(arrivals.get(next))) {
            return Optional.of(arrivals.get(next));
          }
        }
        if (ended || left <= 0) {
          return Optional.empty();
        }
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Waits for a state of the conversation.
  ///
  /// @return whether it came in time
  public boolean awaitState(SessionState state, Duration limit) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = limit.toNanos();
      while (ear.state() != state && !ended && left > 0) {
        left = changed.awaitNanos(left);
      }
      return ear.state() == state;
    } finally {
      lock.unlock();
    }
  }

  /// The number of messages so far, which is the number of the next one.
  public int messages() {
    lock.lock();
    try {
      return arrivals.size();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until the caller has come back that often since the start.
  ///
  /// @return whether it did in time
  public boolean awaitReturns(int count, Duration limit) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = limit.toNanos();
      while (returns < count && !ended && left > 0) {
        left = changed.awaitNanos(left);
      }
      return returns >= count;
    } finally {
      lock.unlock();
    }
  }

  /// How much was sent, in samples of 16 kHz.
  public long position() {
    lock.lock();
    try {
      return microphone.position();
    } finally {
      lock.unlock();
    }
  }

  /// Sends anything but audio.
  public void send(ClientMessage message) {
    lock.lock();
    try {
      orders.add(new Order(message, microphone.position()));
    } finally {
      lock.unlock();
    }
    call.send(message);
  }

  /// From now on the microphone hears the loudspeaker, or no longer.
  public void echo(Optional<EchoPath> path) {
    lock.lock();
    try {
      microphone.echo(path);
    } finally {
      lock.unlock();
    }
  }

  /// From now on the server is told what was played, or no longer.
  public void report(boolean progress) {
    lock.lock();
    try {
      reporting = progress;
    } finally {
      lock.unlock();
    }
  }

  /// Sends no more audio and waits until the server has finished.
  public CallLog hangUp(Duration limit) throws InterruptedException {
    lock.lock();
    try {
      listening = false;
    } finally {
      lock.unlock();
    }
    call.endOfAudio();
    boolean closed;
    try {
      closed = call.await(limit);
    } catch (CallFailedException e) {
      closed = true;
    }
    if (!closed) {
      finish(
          new CallLog.End.Failed(
              "The server did not close the call within %d s.".formatted(limit.toSeconds())));
    }
    call.cancel();
    return log();
  }

  /// Cuts the line.
  public CallLog drop() throws InterruptedException {
    finish(new CallLog.End.Dropped());
    call.cancel();
    return log();
  }

  @Override
  public void close() {
    finish(new CallLog.End.Dropped());
    call.cancel();
  }

  private boolean start() throws InterruptedException {
    boolean ready = await(0, one -> one.message().hasReady(), READY).isPresent();
    if (ready) {
      lock.lock();
      try {
        start = System.nanoTime();
        started = true;
      } finally {
        lock.unlock();
      }
      pacing.start();
    }
    return ready;
  }

  private CallLog log() throws InterruptedException {
    if (started) {
      pacing.join();
    }
    lock.lock();
    try {
      CallLog.End reason = end == null ? new CallLog.End.Closed() : end;
      return new CallLog(
          new CallLog.Both(arrivals, orders, microphone.said()),
          ear.speaker(),
          microphone.sent(),
          reason);
    } finally {
      lock.unlock();
    }
  }

  private void finish(CallLog.End reason) {
    lock.lock();
    try {
      if (!ended) {
        ended = true;
        end = reason;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void pace() {
    try {
      for (long frame = 0; ; frame++) {
        Schedule.sleepUntil(start + (frame + 1) * FRAME_NANOS);
        PcmFrame next;
        lock.lock();
        try {
          if (ended) {
            return;
          }
          ear.advance(frame * CallLog.FRAME + CallLog.FRAME);
          if (reporting) {
            ear.report(call, frame);
          }
          next =
              listening
                  ? microphone.frame(System.nanoTime(), ear.speaker().air())
                  : PcmFrame.of(PcmFormat.SPEECH, 0);
          changed.signalAll();
        } finally {
          lock.unlock();
        }
        if (next.length() > 0 && !call.sendAudio(next)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      finish(new CallLog.End.Failed(Sentences.of(e)));
    }
  }

  private long position(long nanos) {
    return started
        ? Math.max(nanos - start, 0)
            / 1_000
            * PcmFormat.SPEECH.sampleRate()
            / TimeUnit.SECONDS.toMicros(1)
        : 0;
  }

  private final class Listener implements LastingListener {
    @Override
    public void lineRestored() {
      lock.lock();
      try {
        returns++;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void message(ServerMessage message) {
      long now = System.nanoTime();
      lock.lock();
      try {
        long position = position(now);
        arrivals.add(new Arrival(message, now, position, arrivals.size()));
        ear.advance(position);
        if (ear.hear(message) && reporting) {
          ear.reportNow(call);
        }
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void ended(@Nullable CallFailedException failure) {
      finish(
          failure == null
              ? new CallLog.End.Closed()
              : new CallLog.End.Failed(Sentences.of(failure)));
    }
  }
}
