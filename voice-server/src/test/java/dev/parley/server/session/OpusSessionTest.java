package dev.parley.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.parley.asr.ScriptedRecognizer;
import dev.parley.asr.ScriptedRecognizer.Script;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.codec.AudioDecoder;
import dev.parley.proto.v1.AudioEncoding;
import dev.parley.proto.v1.AudioFormat;
import dev.parley.proto.v1.AudioOut;
import dev.parley.proto.v1.ClientMessage;
import dev.parley.proto.v1.Error;
import dev.parley.proto.v1.Interruption;
import dev.parley.proto.v1.Say;
import dev.parley.proto.v1.ServerMessage;
import dev.parley.proto.v1.SessionConfig;
import dev.parley.proto.v1.SessionState;
import dev.parley.server.llm.ScriptedLlmClient;
import dev.parley.server.wire.ErrorReason;
import dev.parley.tts.ToneSynthesizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Sessions whose audio is Opus in both directions.
@Tag("unit")
class OpusSessionTest {
  private static final SessionConfig OPUS = config(AudioEncoding.OPUS);
  private static final PcmFormat OUTPUT = new PcmFormat(24_000);

  @Test
  void aSpokenTurnIsHeardWhenItWasSpokenAndAnsweredInFull() {
    String answer = "It is noon.";
    TestCall call = turn(answer, OPUS);

    assertThat(call.received().getFirst().getReady().getEffectiveConfig())
        .returns(OPUS.getInput(), SessionConfig::getInput)
        .returns(OPUS.getOutput(), SessionConfig::getOutput);
    assertThat(call.received())
        .anyMatch(message -> message.getTranscript().getCommittedText().equals("What time is it?"));
    List<Long> heard = voiceActivity(call);
    List<Long> linear = voiceActivity(turn(answer, config(AudioEncoding.LINEAR16)));
    assertThat(heard).hasSameSizeAs(linear);
    for (int i = 0; i < heard.size(); i++) {
      // The detector decides every 32 ms.
      assertThat(heard.get(i)).isCloseTo(linear.get(i), Offset.offset(32L));
    }

    List<AudioOut> packets = audio(call);
    int length = ToneSynthesizer.samplesOf(answer);
    AudioOut last = packets.removeLast();
    assertThat(last.getLast()).isTrue();
    assertThat(last.getAudio()).isEqualTo(ByteString.EMPTY);
    assertThat(last.getPtsMs()).isEqualTo(OUTPUT.milliseconds(length));
    AudioDecoder decoder = decoder();
    int crossings = 0;
    float before = 0;
    for (AudioOut packet : packets) {
      assertThat(packet.getPtsMs()).isEqualTo(decoder.format().milliseconds(decoder.position()));
      assertThat(packet.getAudio().size()).isLessThan(400);
      PcmFrame frame = decoder.decode(packet.getAudio().asReadOnlyByteBuffer());
      for (int i = 0; i < frame.length() && frame.position() + i < 2L * length; i++) {
        crossings += before < 0 && frame.sample(i) >= 0 ? 1 : 0;
        before = frame.sample(i);
      }
    }
    assertThat(decoder.position()).isBetween(2L * length, 2L * length + 960);
    int pitch = ToneSynthesizer.pitchOf(answer);
    assertThat(crossings * 24_000 / length).isBetween(pitch * 9 / 10, pitch * 11 / 10);
  }

  @Test
  void nothingOfACancelledReplyComesLate() {
    String answer =
        "It is noon in London, one in Paris and two in Athens. I can go on for a while.";
    TestCall call =
        bench(ScriptedLlmClient.saying(answer), Script.of("No.").withPartial(3_200, "", "no wait"))
            .call(OPUS);
    call.send(say(answer));
    call.awaitState(SessionState.SPEAKING);
    call.await("some audio", message -> message.getAudio().getPtsMs() > 600);
    call.speak(Duration.ofMillis(600));
    assertThat(
            call.await("interruption", ServerMessage::hasInterruption).getInterruption().getKind())
        .isEqualTo(Interruption.Kind.CONFIRMED);
    int sent = audio(call).size();
    call.beSilent(Duration.ofSeconds(1));
    call.await("second reply", message -> message.getReplyText().getReplyId().equals("reply-2"));

    List<AudioOut> packets = audio(call);
    assertThat(packets).hasSize(sent).noneMatch(AudioOut::getLast);
    AudioDecoder decoder = decoder();
    for (AudioOut packet : packets) {
      assertThat(packet.getPtsMs()).isEqualTo(decoder.format().milliseconds(decoder.position()));
      decoder.decode(packet.getAudio().asReadOnlyByteBuffer());
    }
  }

  @Test
  void whatIsNoPacketEndsItsOwnSessionOnly() {
    SessionBench bench = bench(ScriptedLlmClient.saying("Yes."));
    TestCall broken = bench.call(OPUS);
    TestCall damaged = bench.call(OPUS);
    broken.sendAudio(new byte[] {3, 0});
    // Two frames of 20 ms that must be equally long, in three bytes: silence of 40 ms.
    damaged.sendAudio(new byte[] {0x09, 1, 2, 3});
    damaged.sendAudio(new byte[0]);

    Error error = broken.await("error", ServerMessage::hasError).getError();
    assertThat(error.getCode()).isEqualTo(ErrorReason.UNREADABLE_AUDIO.name());
    assertThat(error.getField()).isEqualTo("audio.audio");
    assertThat(error.getMessage()).contains("no Opus packet").endsWith(".");
    assertThat(error.getFatal()).isTrue();
    damaged.send(say("I am still here."));
    damaged.await("last audio", message -> message.getAudio().getLast());
    assertThat(damaged.received()).noneMatch(ServerMessage::hasError);
  }

  private static TestCall turn(String answer, SessionConfig config) {
    TestCall call =
        bench(ScriptedLlmClient.saying(answer), Script.of("What time is it?")).call(config);
    call.beSilent(Duration.ofMillis(500));
    call.speak(Duration.ofSeconds(1));
    call.beSilent(Duration.ofSeconds(1));
    call.await("last audio", message -> message.getAudio().getLast());
    return call;
  }

  private static SessionBench bench(ScriptedLlmClient model, Script... scripts) {
    return SessionBench.of(new ScriptedRecognizer(scripts), model, ToneSynthesizer.immediate());
  }

  private static SessionConfig config(AudioEncoding encoding) {
    return SessionConfig.newBuilder()
        .setInput(AudioFormat.newBuilder().setEncoding(encoding).setSampleRate(16_000))
        .setOutput(AudioFormat.newBuilder().setEncoding(encoding).setSampleRate(24_000))
        .build();
  }

  private static ClientMessage.Builder say(String text) {
    return ClientMessage.newBuilder().setSay(Say.newBuilder().setText(text));
  }

  private static AudioDecoder decoder() {
    return AudioDecoder.of(dev.parley.audio.codec.AudioEncoding.OPUS, OUTPUT);
  }

  private static List<Long> voiceActivity(TestCall call) {
    return call.received().stream()
        .filter(ServerMessage::hasVad)
        .map(message -> message.getVad().getAudioMs())
        .toList();
  }

  private static List<AudioOut> audio(TestCall call) {
    return new ArrayList<>(
        call.received().stream()
            .filter(message -> message.getAudio().getReplyId().equals("reply-1"))
            .map(ServerMessage::getAudio)
            .toList());
  }
}
