package dev.parley.load.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.asr.ScriptedRecognizer;
import dev.parley.asr.ScriptedRecognizer.Script;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.client.CallFailedException;
import dev.parley.client.LastingListener;
import dev.parley.client.ServerAddress;
import dev.parley.client.VoiceCall;
import dev.parley.client.VoiceClient;
import dev.parley.proto.v1.ServerMessage;
import dev.parley.proto.v1.SessionConfig;
import dev.parley.proto.v1.SessionState;
import dev.parley.server.grpc.VoiceGrpcService;
import dev.parley.server.llm.ScriptedLlmClient;
import dev.parley.server.session.SessionBench;
import dev.parley.server.session.SystemClock;
import dev.parley.tts.ToneSynthesizer;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A conversation over a real network and a line that is cut, beside the same one undisturbed.
@Tag("unit")
@Timeout(120)
class CutConversationTest {
  private static final int TURNS = 5;
  private static final int FRAME = 320;
  private static final String ANSWER = "It is noon. Go on.";

  private final SystemClock clock = new SystemClock();
  private final ScriptedLlmClient model = ScriptedLlmClient.saying(ANSWER);
  private SessionBench bench;
  private Server server;
  private CuttingProxy line;

  @BeforeEach
  void start() throws IOException {
    bench =
        SessionBench.live(
            new ScriptedRecognizer(
                IntStream.range(0, TURNS)
                    .mapToObj(turn -> Script.of("Question %d?".formatted(turn)))
                    .toArray(Script[]::new)),
            model,
            ToneSynthesizer.immediate(),
            clock);
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(new VoiceGrpcService(bench.registry(), bench.settings()))
            .build()
            .start();
    line = CuttingProxy.to(new ServerAddress(LoopbackConfig.ADDRESS, server.getPort(), false));
  }

  @AfterEach
  void stop() throws InterruptedException {
    line.close();
    server.shutdownNow();
    assertThat(server.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    clock.close();
  }

  @Test
  void aConversationWithCutsIsTheSameAsOneWithout() throws Exception {
    Person undisturbed = converse(() -> Integer.MAX_VALUE);
    Random random = new Random(7);
    Person cut = converse(() -> random.nextInt(1, 60));

    assertThat(undisturbed.cuts).isZero();
    assertThat(cut.cuts).isGreaterThan(10);
    assertThat(cut.restored).isEqualTo(cut.lost).isPositive();
    assertThat(cut.failure).isNull();
    assertThat(cut.finals()).isEqualTo(undisturbed.finals()).hasSize(TURNS);
    assertThat(cut.texts()).isEqualTo(undisturbed.texts());
    assertThat(cut.audio()).isEqualTo(undisturbed.audio()).hasSize(TURNS);
    assertThat(cut.numbers()).isEqualTo(LongStream.range(0, cut.numbers().size()).boxed().toList());
    bench.awaitEmpty();
    assertThat(model.running()).isZero();
  }

  @Test
  void whoHangsUpLeavesNothingBehind() throws Exception {
    Person person = new Person(() -> Integer.MAX_VALUE);
    try (VoiceClient client = VoiceClient.connect(line.address());
        VoiceCall call = client.converseLasting(SessionConfig.getDefaultInstance(), person)) {
      call.sendText("Hello?");
      person.awaitListening();
    }
    bench.awaitEmpty();
  }

  @Test
  void anOrdinaryCallThatIsCutLeavesNothingBehind() throws Exception {
    Person person = new Person(() -> Integer.MAX_VALUE);
    try (VoiceClient client = VoiceClient.connect(line.address());
        VoiceCall call = client.converse(SessionConfig.getDefaultInstance(), person)) {
      call.sendText("Hello?");
      person.awaitListening();
      line.cut();
      bench.awaitEmpty();
    }
  }

  /// @param untilCut how many messages pass before the line is cut the next time
  private Person converse(IntSupplier untilCut) throws InterruptedException {
    Person person = new Person(untilCut);
    try (VoiceClient client = VoiceClient.connect(line.address());
        VoiceCall call = client.converseLasting(SessionConfig.getDefaultInstance(), person)) {
      person.awaitReady();
      for (int turn = 0; turn < TURNS; turn++) {
        person.say(call, Duration.ofMillis(600), 0.25f);
        person.say(call, Duration.ofMillis(800), 0);
        person.awaitListening();
      }
      call.endOfAudio();
      call.await();
    }
    return person;
  }

  /// Who speaks and listens, and cuts the line now and then.
  private final class Person implements LastingListener {
    private final IntSupplier untilCut;
    private final List<ServerMessage> messages = new ArrayList<>();
    private final Semaphore ready = new Semaphore(0);
    private final Semaphore listening = new Semaphore(0);
    private int left;
    private int cuts;
    private int lost;
    private int restored;
    private long position;
    private @Nullable CallFailedException failure;

    Person(IntSupplier untilCut) {
      this.untilCut = untilCut;
      this.left = untilCut.getAsInt();
    }

    void say(VoiceCall call, Duration length, float amplitude) throws InterruptedException {
      float[] samples = new float[FRAME];
      for (int i = 0; i < FRAME; i++) {
        samples[i] = (i / 20) % 2 == 0 ? amplitude : -amplitude;
      }
      for (long sent = 0; sent < length.toMillis(); sent += 20) {
        PcmFrame frame = PcmFrame.of(PcmFormat.SPEECH, position, samples);
        position = frame.end();
        assertThat(call.sendAudio(frame)).as(() -> "the call goes on, but: " + failure).isTrue();
        passed();
      }
    }

    /// Waits for the token, without which nobody comes back.
    void awaitReady() throws InterruptedException {
      assertThat(ready.tryAcquire(60, TimeUnit.SECONDS)).as("the server is ready").isTrue();
    }

    /// Waits until the answer has been given.
    void awaitListening() throws InterruptedException {
      assertThat(listening.tryAcquire(60, TimeUnit.SECONDS)).as("the answer came").isTrue();
    }

    @Override
    public synchronized void message(ServerMessage message) {
      messages.add(message);
      if (message.hasReady()) {
        ready.release();
        return;
      }
      if (message.getStateChanged().getNewState() == SessionState.LISTENING) {
        listening.release();
      }
      passed();
    }

    @Override
    public synchronized void lineLost(CallFailedException reason) {
      lost++;
    }

    @Override
    public synchronized void lineRestored() {
      restored++;
    }

    @Override
    public synchronized void ended(@Nullable CallFailedException reason) {
      failure = reason;
    }

    private synchronized void passed() {
      left--;
      if (left == 0) {
        left = untilCut.getAsInt();
        cuts++;
        line.cut();
      }
    }

    synchronized List<String> finals() {
      return messages.stream()
          .filter(message -> message.getTranscript().getIsFinal())
          .map(message -> message.getTranscript().getCommittedText())
          .toList();
    }

    synchronized String texts() {
      return messages.stream()
          .map(message -> message.getReplyText().getDelta())
          .reduce("", String::concat);
    }

    /// The audio of each reply.
    synchronized Map<String, List<Byte>> audio() {
      Map<String, ByteArrayOutputStream> replies = new LinkedHashMap<>();
      messages.stream()
          .filter(ServerMessage::hasAudio)
          .map(ServerMessage::getAudio)
          .forEach(
              audio ->
                  replies
                      .computeIfAbsent(audio.getReplyId(), _ -> new ByteArrayOutputStream())
                      .writeBytes(audio.getAudio().toByteArray()));
      Map<String, List<Byte>> bytes = new LinkedHashMap<>();
      replies.forEach(
          (reply, written) -> {
            List<Byte> list = new ArrayList<>();
            for (byte one : written.toByteArray()) {
              list.add(one);
            }
            bytes.put(reply, list);
          });
      return bytes;
    }

    synchronized List<Long> numbers() {
      return messages.stream().map(ServerMessage::getSeq).toList();
    }
  }
}
