package dev.parley.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import dev.parley.client.audio.VirtualClock;
import dev.parley.proto.v1.ClientMessage;
import dev.parley.proto.v1.Pong;
import dev.parley.proto.v1.ServerMessage;
import dev.parley.proto.v1.SessionConfig;
import dev.parley.proto.v1.SessionReady;
import dev.parley.proto.v1.SessionState;
import dev.parley.proto.v1.StateChanged;
import dev.parley.proto.v1.VoiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Against a server whose calls a test answers by hand.
@Tag("unit")
@Timeout(30)
class LastingStreamTest {
  private final ManualServer script = new ManualServer();
  private final VirtualClock clock = new VirtualClock();
  private final Heard heard = new Heard();
  private Server server;
  private ManagedChannel channel;

  @BeforeEach
  void connect() throws IOException {
    String name = InProcessServerBuilder.generateName();
    server = InProcessServerBuilder.forName(name).addService(script).build().start();
    channel = InProcessChannelBuilder.forName(name).build();
  }

  @AfterEach
  void disconnect() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  @Test
  void callsAgainAndSendsWhatWasNotTaken() throws InterruptedException {
    VoiceCall call = converse();
    ManualCall first = script.next();
    assertThat(first.take().getConfig())
        .isEqualTo(SessionConfig.newBuilder().setVoice("v").setResumable(true).build());
    first.send(ready(0, "t1", false));
    for (String text : List.of("one", "two", "three")) {
      call.sendText(text);
      assertThat(first.take().getText().getText()).isEqualTo(text);
    }
    first.send(pong(1, 2));
    heard.awaitMessages(2);
    first.fail(Status.UNAVAILABLE.asRuntimeException());

    ManualCall second = script.next();
    call.sendText("four");
    ClientMessage again = second.take();
    assertThat(again.getConfig())
        .isEqualTo(SessionConfig.newBuilder().setResumeToken("t1").build());
    assertThat(again.getReceivedSeq()).isEqualTo(1);
    second.send(ready(1, "t2", true).toBuilder().setReceivedSeq(2).build());
    second.send(pong(1, 2));
    second.send(pong(2, 2));
    ClientMessage three = second.take();
    assertThat(three.getText().getText()).isEqualTo("three");
    assertThat(three.getSeq()).isEqualTo(3);
    ClientMessage four = second.take();
    assertThat(four.getText().getText()).isEqualTo("four");
    assertThat(four.getSeq()).isEqualTo(4);
    heard.awaitMessages(3);
    second.complete();
    call.await();
    assertThat(heard.all)
        .containsExactly("ready t1", "pong 1", "lost", "restored", "pong 2", "ended null");
  }

  @Test
  void staysAwayWhenTheServerForgotTheSession() throws InterruptedException {
    VoiceCall call = converse();
    ManualCall first = script.next();
    first.send(ready(0, "t1", false));
    heard.awaitMessages(1);
    first.fail(Status.UNAVAILABLE.asRuntimeException());
    script
        .next()
        .fail(
            StatusProto.toStatusRuntimeException(
                com.google.rpc.Status.newBuilder()
                    .setCode(Status.Code.NOT_FOUND.value())
                    .setMessage("No session waits.")
                    .addDetails(
                        Any.pack(ErrorInfo.newBuilder().setReason("RESUME_EXPIRED").build()))
                    .build()));
    assertThatThrownBy(call::await).hasMessage("No session waits.");
    assertThat(heard.all).containsExactly("ready t1", "lost", "ended RESUME_EXPIRED");
    assertThat(call.sendText("too late")).isFalse();
  }

  @Test
  void triesUntilTheWindowCloses() throws InterruptedException {
    VoiceCall call = converse();
    ManualCall first = script.next();
    first.send(ready(0, "t1", false));
    heard.awaitMessages(1);
    Duration start = clock.now();
    script.refuseAll();
    first.fail(Status.UNAVAILABLE.asRuntimeException());
    assertThatThrownBy(call::await).isInstanceOf(CallFailedException.class);
    assertThat(heard.all).containsExactly("ready t1", "lost", "ended UNAVAILABLE");
    assertThat(clock.now().minus(start)).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
    assertThat(script.refused).isBetween(15, 40);
  }

  @Test
  void isAnOrdinaryCallWithoutAToken() throws InterruptedException {
    VoiceCall call = converse();
    ManualCall first = script.next();
    first.send(ready(0, "", false));
    heard.awaitMessages(1);
    first.fail(Status.UNAVAILABLE.asRuntimeException());
    assertThatThrownBy(call::await).isInstanceOf(CallFailedException.class);
    assertThat(heard.all).containsExactly("ready ", "ended UNAVAILABLE");
  }

  @Test
  void endsWithItsClient() throws InterruptedException {
    VoiceClient client = VoiceClient.over(channel, "test:1");
    VoiceCall call = client.converseLasting(SessionConfig.getDefaultInstance(), heard);
    ManualCall first = script.next();
    first.send(ready(0, "t1", false));
    heard.awaitMessages(1);
    client.close();
    assertThatThrownBy(call::await).isInstanceOf(CallFailedException.class);
    assertThat(heard.all).containsExactly("ready t1", "ended UNAVAILABLE");
  }

  @Test
  void aConversationThatWasOverIsNoFailure() throws InterruptedException {
    VoiceCall call = converse();
    ManualCall first = script.next();
    first.send(ready(0, "t1", false));
    first.send(
        ServerMessage.newBuilder()
            .setSeq(1)
            .setStateChanged(StateChanged.newBuilder().setNewState(SessionState.CLOSED))
            .build());
    heard.awaitMessages(2);
    first.fail(Status.UNAVAILABLE.asRuntimeException());
    call.await();
    assertThat(heard.all).endsWith("ended null");
  }

  @Test
  void hangsUpWhenItIsClosed() throws InterruptedException {
    VoiceCall call = converse();
    ManualCall first = script.next();
    first.take();
    first.send(ready(0, "t1", false));
    heard.awaitMessages(1);
    call.cancel();
    assertThat(first.take().hasHangUp()).isTrue();
    first.complete();
    call.close();
    call.await();
    assertThat(heard.all).containsExactly("ready t1", "ended null");
  }

  @Test
  void saysNowAndThenWhatItGot() throws InterruptedException {
    VoiceCall call = converse();
    ManualCall first = script.next();
    first.take();
    first.send(ready(0, "t1", false));
    for (int i = 1; i < 16; i++) {
      first.send(pong(i, 0));
    }
    ClientMessage receipt = first.take();
    assertThat(receipt.hasReceived()).isTrue();
    assertThat(receipt.getSeq()).isZero();
    assertThat(receipt.getReceivedSeq()).isEqualTo(15);
    call.cancel();
    first.complete();
    call.await();
  }

  private VoiceCall converse() {
    SessionConfig config = SessionConfig.newBuilder().setVoice("v").build();
    Connector connector =
        (messages, roomy) ->
            new StreamingCall<>(channel, VoiceGrpc.getConverseMethod(), "test:1", messages, roomy);
    return new VoiceCall(
        new LastingStream(
            "test:1",
            config,
            heard,
            connector,
            new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), new Random(1)),
            clock),
        config.getInput());
  }

  private static ServerMessage ready(long number, String token, boolean resumed) {
    return ServerMessage.newBuilder()
        .setSeq(number)
        .setReady(
            SessionReady.newBuilder()
                .setResumeToken(token)
                .setResumeWindowMs(60_000)
                .setResumed(resumed))
        .build();
  }

  private static ServerMessage pong(long number, long received) {
    return ServerMessage.newBuilder()
        .setSeq(number)
        .setReceivedSeq(received)
        .setPong(Pong.newBuilder().setId(number))
        .build();
  }

  private static final class Heard implements LastingListener {
    private final List<String> all = new CopyOnWriteArrayList<>();
    private final BlockingQueue<ServerMessage> messages = new LinkedBlockingQueue<>();
    private int awaited;

    @Override
    public void message(ServerMessage message) {
      if (message.hasReady()) {
        all.add("ready " + message.getReady().getResumeToken());
      } else if (message.hasPong()) {
        all.add("pong " + message.getPong().getId());
      }
      messages.add(message);
    }

    @Override
    public void lineLost(CallFailedException reason) {
      all.add("lost");
    }

    @Override
    public void lineRestored() {
      all.add("restored");
    }

    @Override
    public void ended(@Nullable CallFailedException failure) {
      all.add("ended " + (failure == null ? null : failure.reason()));
    }

    void awaitMessages(int count) throws InterruptedException {
      for (; awaited < count; awaited++) {
        assertThat(messages.poll(20, TimeUnit.SECONDS)).isNotNull();
      }
    }
  }

  private static final class ManualServer extends VoiceGrpc.VoiceImplBase {
    private final BlockingQueue<ManualCall> calls = new LinkedBlockingQueue<>();
    private volatile boolean refusing;
    private volatile int refused;

    ManualCall next() throws InterruptedException {
      ManualCall call = calls.poll(20, TimeUnit.SECONDS);
      assertThat(call).isNotNull();
      return call;
    }

    void refuseAll() {
      refusing = true;
    }

    @Override
    public synchronized StreamObserver<ClientMessage> converse(
        StreamObserver<ServerMessage> answers) {
      ManualCall call = new ManualCall(answers);
      if (refusing) {
        refused++;
        call.fail(Status.UNAVAILABLE.asRuntimeException());
      } else {
        calls.add(call);
      }
      return call;
    }
  }

  private static final class ManualCall implements StreamObserver<ClientMessage> {
    private final StreamObserver<ServerMessage> answers;
    private final BlockingQueue<ClientMessage> received = new LinkedBlockingQueue<>();

    ManualCall(StreamObserver<ServerMessage> answers) {
      this.answers = answers;
    }

    ClientMessage take() throws InterruptedException {
      ClientMessage message = received.poll(20, TimeUnit.SECONDS);
      assertThat(message).isNotNull();
      return message;
    }

    void send(ServerMessage message) {
      answers.onNext(message);
    }

    void fail(RuntimeException reason) {
      answers.onError(reason);
    }

    void complete() {
      answers.onCompleted();
    }

    @Override
    public void onNext(ClientMessage message) {
      received.add(message);
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onCompleted() {}
  }
}
