package dev.parley.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.codec.AudioEncoder;
import dev.parley.audio.codec.EncodedAudio;
import dev.parley.proto.v1.AudioChunk;
import dev.parley.proto.v1.ClientMessage;
import dev.parley.proto.v1.Ping;
import dev.parley.proto.v1.Received;
import dev.parley.proto.v1.ServerMessage;
import dev.parley.proto.v1.SessionState;
import dev.parley.server.wire.RefusedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A scripted caller of a real session, who speaks at 16 kHz: fakes hear, think and speak; the
/// clock is turned by hand while the caller waits.
final class TestCall implements SessionOutput {
  private static final int CHUNK_MILLISECONDS = 20;
  private static final int CONFIRMED_TOGETHER = 16;

  private final VirtualClock clock;
  private final BlockingQueue<ServerMessage> incoming = new LinkedBlockingQueue<>();
  private final List<ServerMessage> received = new ArrayList<>();
  private final SessionRegistry registry;
  private final VoiceSession session;
  private final AudioEncoder encoder;
  private final boolean resumable;
  private long spoken;
  private long numbered;
  private long acknowledged;
  private int unconfirmed;
  private boolean confirming = true;
  private volatile boolean deaf;
  private volatile boolean completed;
  private volatile @Nullable RefusedException refusal;

  TestCall(
      SessionRegistry registry, SessionSettings settings, VirtualClock clock, boolean resumable) {
    this.registry = registry;
    this.clock = clock;
    this.encoder = AudioEncoder.of(settings.input().encoding(), settings.input().format());
    this.resumable = resumable;
    this.session = registry.open(settings, this, resumable);
  }

  /// The call with which the caller of another one comes back.
  private TestCall(TestCall former, String token) {
    this.registry = former.registry;
    this.clock = former.clock;
    this.encoder = former.encoder;
    this.resumable = true;
    this.spoken = former.spoken;
    this.numbered = former.numbered;
    this.acknowledged = former.acknowledged;
    this.session = registry.resume(token, acknowledged, this);
  }

  @Override
  public void send(ServerMessage message) {
    if (!deaf) {
      incoming.add(message);
    }
  }

  /// From now on nothing arrives from the server, which does not notice it.
  void deafen() {
    deaf = true;
  }

  /// From now on the caller does not say what arrived, unless it says something else.
  void confirmNothing() {
    confirming = false;
  }

  /// Ends [#confirmNothing].
  void confirmEverything() {
    confirming = true;
    unconfirmed = CONFIRMED_TOGETHER;
    confirm();
  }

  long audioMessages() {
    return received.stream().filter(ServerMessage::hasAudio).count();
  }

  long pongs() {
    return received.stream().filter(ServerMessage::hasPong).count();
  }

  /// The server notices that the line is broken.
  void breakLine() {
    deaf = true;
    session.lose(this);
    // What comes over a broken line is dropped, but not before the session knows that it is broken.
    sendAsItIs(ClientMessage.newBuilder().setPing(Ping.getDefaultInstance()));
  }

  /// Calls again, having got what [#received] holds.
  TestCall comeBack(String token) {
    incoming.drainTo(received);
    var _ = acknowledged();
    return new TestCall(this, token);
  }

  /// The token of the last greeting.
  String token() {
    return await("a greeting", ServerMessage::hasReady).getReady().getResumeToken();
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public void complete() {
    completed = true;
  }

  @Override
  public void fail(RefusedException reason) {
    refusal = reason;
  }

  VoiceSession session() {
    return session;
  }

  /// Sends a message and waits until the session has dealt with it, so that time stands still
  /// meanwhile.
  void send(ClientMessage.Builder message) {
    if (resumable) {
      message.setSeq(++numbered).setReceivedSeq(acknowledged());
    }
    sendAsItIs(message);
  }

  /// The same without a number of the caller's.
  void sendAsItIs(ClientMessage.Builder message) {
    CountDownLatch handled = new CountDownLatch(1);
    assertThat(session.accept(this, message.build(), handled::countDown)).isTrue();
    try {
      assertThat(handled.await(20, TimeUnit.SECONDS)).as("the message was handled").isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// Speaks for so long: a tone that the detector takes for voice.
  void speak(Duration duration) {
    audio(duration, 8_000);
  }

  void beSilent(Duration duration) {
    audio(duration, 0);
  }

  private void audio(Duration duration, int amplitude) {
    float[] samples = new float[16 * CHUNK_MILLISECONDS];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = ((i / 20) % 2 == 0 ? amplitude : -amplitude) / 32_768f;
    }
    for (long at = 0; at < duration.toMillis(); at += CHUNK_MILLISECONDS) {
      PcmFrame frame = PcmFrame.of(PcmFormat.SPEECH, spoken, samples);
      spoken = frame.end();
      for (EncodedAudio piece : encoder.encode(frame)) {
        sendAudio(piece.bytes());
      }
      clock.advance(Duration.ofMillis(CHUNK_MILLISECONDS));
    }
  }

  /// Sends audio as it is.
  void sendAudio(byte[] bytes) {
    send(
        ClientMessage.newBuilder()
            .setAudio(AudioChunk.newBuilder().setAudio(ByteString.copyFrom(bytes))));
  }

  /// Waits for a message, letting time pass meanwhile.
  ServerMessage await(String what, Predicate<ServerMessage> wanted) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (System.nanoTime() < deadline) {
      ServerMessage message = next();
      if (message == null) {
        clock.advance(Duration.ofMillis(10));
      } else if (wanted.test(message)) {
        return message;
      }
    }
    throw new AssertionError("No " + what + " came. There came: " + received);
  }

  void awaitState(SessionState state) {
    await(
        "state " + state,
        message -> message.hasStateChanged() && message.getStateChanged().getNewState() == state);
  }

  /// Waits until the session has let go of everything.
  void awaitEnd(SessionRegistry registry) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (registry.size() > 0 && System.nanoTime() < deadline) {
      next();
      clock.advance(Duration.ofMillis(10));
    }
    assertThat(registry.size()).isZero();
    incoming.drainTo(received);
  }

  private @Nullable ServerMessage next() {
    try {
      ServerMessage message = incoming.poll(2, TimeUnit.MILLISECONDS);
      if (message != null) {
        received.add(message);
        confirm();
      }
      return message;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void confirm() {
    unconfirmed++;
    if (resumable && confirming && unconfirmed >= CONFIRMED_TOGETHER) {
      unconfirmed = 0;
      ClientMessage receipt =
          ClientMessage.newBuilder()
              .setReceivedSeq(acknowledged())
              .setReceived(Received.getDefaultInstance())
              .build();
      boolean _ = session.accept(this, receipt, () -> {});
    }
  }

  private long acknowledged() {
    received.forEach(message -> acknowledged = Math.max(acknowledged, message.getSeq()));
    return acknowledged;
  }

  List<ServerMessage> received() {
    return received;
  }

  boolean isCompleted() {
    return completed;
  }

  @Nullable RefusedException refusal() {
    return refusal;
  }
}
