package dev.parley.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.codec.AudioEncoder;
import dev.parley.audio.codec.EncodedAudio;
import dev.parley.proto.v1.AudioChunk;
import dev.parley.proto.v1.ClientMessage;
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

  private final VirtualClock clock;
  private final BlockingQueue<ServerMessage> incoming = new LinkedBlockingQueue<>();
  private final List<ServerMessage> received = new ArrayList<>();
  private final VoiceSession session;
  private final AudioEncoder encoder;
  private long spoken;
  private volatile boolean completed;
  private volatile @Nullable RefusedException refusal;

  TestCall(SessionRegistry registry, SessionSettings settings, VirtualClock clock) {
    this.clock = clock;
    this.encoder = AudioEncoder.of(settings.input().encoding(), settings.input().format());
    this.session = registry.open(settings, this);
  }

  @Override
  public void send(ServerMessage message) {
    incoming.add(message);
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
    CountDownLatch handled = new CountDownLatch(1);
    assertThat(session.accept(message.build(), handled::countDown)).isTrue();
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
      }
      return message;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
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
