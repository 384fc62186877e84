package dev.parley.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.codec.AudioDecoder;
import dev.parley.audio.codec.AudioEncoding;
import dev.parley.client.CallListener;
import dev.parley.client.RecognitionCall;
import dev.parley.client.ServerAddress;
import dev.parley.client.SynthesisCall;
import dev.parley.client.VoiceCall;
import dev.parley.client.VoiceClient;
import dev.parley.inference.store.ModelStore;
import dev.parley.inference.store.PullListener;
import dev.parley.load.caller.SpeechOfText;
import dev.parley.proto.v1.AudioFormat;
import dev.parley.proto.v1.RecognizeConfig;
import dev.parley.proto.v1.RecognizeResponse;
import dev.parley.proto.v1.ServerMessage;
import dev.parley.proto.v1.SessionConfig;
import dev.parley.proto.v1.SynthesizeConfig;
import dev.parley.proto.v1.SynthesizeResponse;
import dev.parley.proto.v1.Word;
import dev.parley.server.VoiceServer;
import dev.parley.server.config.ConfigLoader;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The main job, with real models, a real server and the real client library: the server's own
/// voice asks, the server hears, thinks and answers.
@Tag("model")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConversationTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final VoiceServer server;
  private final VoiceClient client;

  /// One finished conversation.
  private record Talk(List<ServerMessage> messages) {
    List<String> finals() {
      return messages.stream()
          .filter(message -> message.getTranscript().getIsFinal())
          .map(message -> message.getTranscript().getCommittedText())
          .filter(text -> !text.isBlank())
          .toList();
    }

    String replyText() {
      return messages.stream()
          .map(message -> message.getReplyText().getDelta())
          .collect(Collectors.joining());
    }

    byte[] replyAudio() {
      ByteArrayOutputStream audio = new ByteArrayOutputStream();
      messages.forEach(message -> audio.writeBytes(message.getAudio().getAudio().toByteArray()));
      return audio.toByteArray();
    }
  }

  ConversationTest() {
    server =
        VoiceServer.start(
            new ConfigLoader(Map.of("PARLEY_GRPC_PORT", "0")).load(Optional.empty()),
            ModelStore.standard(),
            PullListener.logging());
    client = VoiceClient.connect(new ServerAddress("127.0.0.1", server.grpcPort(), false));
  }

  @BeforeAll
  void serverIsThere() {
    assertThat(client.serverInfo().getSessions()).isZero();
  }

  @AfterAll
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void twoConversationsAtOnceAreHeardAnsweredAndSpoken() throws Exception {
    byte[] france = speak("What is the capital of France?");
    byte[] spider = speak("How many legs does a spider have?");
    CompletableFuture<Talk> one = CompletableFuture.supplyAsync(() -> converse(france));
    CompletableFuture<Talk> two = CompletableFuture.supplyAsync(() -> converse(spider));

    assertThat(words(String.join(" ", one.get().finals()))).contains("capital", "france");
    assertThat(words(String.join(" ", two.get().finals()))).contains("legs", "spider");
    assertThat(words(one.get().replyText())).contains("paris").doesNotContain("spider");
    for (Talk talk : List.of(one.get(), two.get())) {
      assertThat(talk.messages().getFirst().hasReady()).isTrue();
      assertThat(talk.messages()).anyMatch(ServerMessage::hasUserTurn);
      assertThat(talk.messages()).anyMatch(ServerMessage::hasTurnMetrics);
      List<String> said = words(talk.replyText());
      List<String> heard = words(recognize(talk.replyAudio()));
      assertThat(said).isNotEmpty();
      assertThat(heard.stream().filter(said::contains).count())
          .as("heard %s of what was said: %s", heard, said)
          .isGreaterThanOrEqualTo(said.size() / 2);
    }
    assertThat(client.serverInfo().getSessions()).isZero();
  }

  @Test
  void speechInOpusIsUnderstoodAtTheSameTimes() throws Exception {
    String sentence = "The capital of France is Paris, and a spider has eight legs.";
    PcmFormat format = new PcmFormat(48_000);
    AudioDecoder decoder = AudioDecoder.of(AudioEncoding.OPUS, format);
    List<PcmFrame> speech = Collections.synchronizedList(new ArrayList<>());
    SynthesizeConfig config =
        SynthesizeConfig.newBuilder()
            .setOutput(wire(dev.parley.proto.v1.AudioEncoding.OPUS, 24_000))
            .build();
    CallListener<SynthesizeResponse> listener =
        response -> {
          if (response.hasAudio()) {
            ByteBuffer packet = response.getAudio().getAudio().asReadOnlyByteBuffer();
            speech.add(decoder.decode(packet));
          }
        };
    try (SynthesisCall call = client.synthesize(config, listener)) {
      call.write(sentence);
      call.finish();
    }
    List<Word> linear = hear(dev.parley.proto.v1.AudioEncoding.LINEAR16, speech);
    List<Word> opus = hear(dev.parley.proto.v1.AudioEncoding.OPUS, speech);

    assertThat(opus.stream().map(Word::getText).flatMap(text -> words(text).stream()))
        .containsExactlyElementsOf(words(sentence));
    assertThat(opus).hasSameSizeAs(linear);
    for (int i = 0; i < opus.size(); i++) {
      assertThat(opus.get(i).getStartMs())
          .as(opus.get(i).getText())
          .isCloseTo(linear.get(i).getStartMs(), Offset.offset(40));
    }
  }

  private List<Word> hear(dev.parley.proto.v1.AudioEncoding encoding, List<PcmFrame> speech)
      throws InterruptedException {
    List<Word> words = new ArrayList<>();
    RecognizeConfig config = RecognizeConfig.newBuilder().setInput(wire(encoding, 48_000)).build();
    CallListener<RecognizeResponse> listener =
        response -> {
          if (response.getTranscript().getIsFinal()) {
            words.addAll(response.getTranscript().getWordsList());
          }
        };
    try (RecognitionCall call = client.recognize(config, listener)) {
      for (PcmFrame frame : speech) {
        call.sendAudio(frame);
      }
      call.finish();
    }
    return words;
  }

  private static AudioFormat wire(dev.parley.proto.v1.AudioEncoding encoding, int sampleRate) {
    return AudioFormat.newBuilder().setEncoding(encoding).setSampleRate(sampleRate).build();
  }

  private Talk converse(byte[] question) {
    List<ServerMessage> messages = Collections.synchronizedList(new ArrayList<>());
    try (VoiceCall call = client.converse(SessionConfig.getDefaultInstance(), messages::add)) {
      send(call, new byte[16_000]);
      send(call, question);
      send(call, new byte[32_000]);
      call.endOfAudio();
      assertThat(call.await(PATIENCE)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return new Talk(List.copyOf(messages));
  }

  private static void send(VoiceCall call, byte[] audio) throws InterruptedException {
    for (int start = 0; start < audio.length; start += 3_200) {
      int end = Math.min(start + 3_200, audio.length);
      call.sendAudio(Arrays.copyOfRange(audio, start, end));
    }
  }

  private byte[] speak(String text) throws InterruptedException {
    return SpeechOfText.linear16(client, "", text);
  }

  private String recognize(byte[] audio) throws InterruptedException {
    StringBuilder text = new StringBuilder();
    RecognizeConfig config =
        RecognizeConfig.newBuilder()
            .setInput(AudioFormat.newBuilder().setSampleRate(24_000))
            .build();
    CallListener<RecognizeResponse> listener =
        response -> {
          if (response.getTranscript().getIsFinal()) {
            text.append(response.getTranscript().getCommittedText()).append(' ');
          }
        };
    PcmFormat format = new PcmFormat(24_000);
    AudioDecoder decoder = AudioDecoder.of(AudioEncoding.LINEAR16, format);
    try (RecognitionCall call = client.recognize(config, listener)) {
      PcmFrame all = decoder.decode(ByteString.copyFrom(audio).asReadOnlyByteBuffer());
      for (int start = 0; start < all.length(); start += 2_400) {
        call.sendAudio(all.slice(start, Math.min(start + 2_400, all.length())));
      }
      call.finish();
    }
    return text.toString();
  }

  private static List<String> words(String text) {
    return List.of(text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 ]", " ").strip().split(" +"));
  }
}
