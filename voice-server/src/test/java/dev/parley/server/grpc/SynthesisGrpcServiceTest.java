package dev.parley.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import dev.parley.asr.ScriptedRecognizer;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.codec.AudioDecoder;
import dev.parley.proto.v1.AudioEncoding;
import dev.parley.proto.v1.AudioFormat;
import dev.parley.proto.v1.LexiconEntry;
import dev.parley.proto.v1.Markup;
import dev.parley.proto.v1.SpokenAudio;
import dev.parley.proto.v1.SpokenMark;
import dev.parley.proto.v1.SpokenWord;
import dev.parley.proto.v1.SynthesisGrpc;
import dev.parley.proto.v1.SynthesizeConfig;
import dev.parley.proto.v1.SynthesizeFlush;
import dev.parley.proto.v1.SynthesizeRequest;
import dev.parley.proto.v1.SynthesizeResponse;
import dev.parley.server.llm.ScriptedLlmClient;
import dev.parley.server.session.SessionBench;
import dev.parley.server.wire.ErrorReason;
import dev.parley.tts.ToneSynthesizer;
import dev.parley.tts.pronunciation.Replacement;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Speech over a real gRPC transport, with tones for voices.
@Tag("unit")
class SynthesisGrpcServiceTest {
  private final ToneSynthesizer voice = ToneSynthesizer.duet();
  private final SessionBench bench =
      SessionBench.of(new ScriptedRecognizer(), ScriptedLlmClient.saying("Yes."), voice);
  private Server server;
  private ManagedChannel channel;

  SynthesisGrpcServiceTest() {
    String name = InProcessServerBuilder.generateName();
    server =
        InProcessServerBuilder.forName(name)
            .addService(
                new SynthesisGrpcService(voice, bench.settings(), bench.registry(), bench.clock()))
            .build();
    channel = InProcessChannelBuilder.forName(name).build();
  }

  @BeforeEach
  void start() throws IOException {
    server = server.start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    channel.shutdownNow();
    server.shutdownNow();
    assertThat(server.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void wordsAndMarksComeWithTheFirstChunkOfASegment() throws Exception {
    String document =
        "<speak>Good <mark name='m'/>morning &amp; welcome everybody."
            + "<break time='1s'/>Bye.<mark name='end'/></speak>";

    List<SynthesizeResponse> answers =
        speak(
            SynthesizeConfig.newBuilder().setMarkup(Markup.SSML),
            document.substring(0, 20),
            document.substring(20));

    assertThat(answers.getFirst().getEffectiveConfig().getMarkup()).isEqualTo(Markup.SSML);
    List<SpokenAudio> chunks = audio(answers);
    assertThat(chunks.stream().map(SpokenAudio::getText).collect(Collectors.joining()))
        .isEqualTo(document);
    List<SpokenWord> words = chunks.stream().flatMap(c -> c.getWordsList().stream()).toList();
    assertThat(words)
        .extracting(word -> document.substring(word.getStartChar(), word.getEndChar()))
        .containsExactly("Good", "morning", "welcome", "everybody", "Bye");
    List<SpokenMark> marks = chunks.stream().flatMap(c -> c.getMarksList().stream()).toList();
    assertThat(marks).extracting(SpokenMark::getName).containsExactly("m", "end");
    assertThat(marks.getFirst().getPtsMs()).isEqualTo(words.get(1).getStartMs());
    assertThat(words.getLast().getStartMs() - words.get(3).getEndMs())
        .isGreaterThanOrEqualTo(1_000);
    assertThat(chunks)
        .filteredOn(chunk -> chunk.getText().isEmpty())
        .allMatch(chunk -> chunk.getWordsCount() == 0 && chunk.getMarksCount() == 0);
  }

  @ParameterizedTest
  @CsvSource({"LINEAR16, 24000, 1", "MULAW, 8000, 1", "OPUS, 24000, 960", "OPUS, 16000, 960"})
  void speaksEverySampleAtItsPlace(AudioEncoding encoding, int rate, int granularity)
      throws Exception {
    AudioFormat output = AudioFormat.newBuilder().setEncoding(encoding).setSampleRate(rate).build();
    List<String> sentences = List.of("The first sentence is here. ", "And this is the second one.");

    List<SynthesizeResponse> answers =
        speak(SynthesizeConfig.newBuilder().setOutput(output), sentences.toArray(String[]::new));

    assertThat(answers.getFirst().getEffectiveConfig().getOutput()).isEqualTo(output);
    List<SpokenAudio> chunks = audio(answers);
    PcmFormat format = new PcmFormat(rate);
    AudioDecoder decoder =
        AudioDecoder.of(dev.parley.audio.codec.AudioEncoding.of(encoding.name()), format);
    for (SpokenAudio chunk : chunks) {
      assertThat(chunk.getPtsMs()).isEqualTo(decoder.format().milliseconds(decoder.position()));
      decoder.decode(chunk.getAudio().asReadOnlyByteBuffer());
    }
    int spoken = sentences.stream().mapToInt(ToneSynthesizer::samplesOf).sum();
    long length = (long) spoken * decoder.format().sampleRate() / 24_000;
    assertThat(decoder.position()).isBetween(length, length + granularity);
    assertThat(chunks.stream().map(SpokenAudio::getText).filter(text -> !text.isEmpty()))
        .containsExactlyElementsOf(sentences);
    assertThat(chunks.stream().map(SpokenAudio::getSegmentId)).isSorted().contains(0, 1);
  }

  @Test
  void audioRunsAheadOfItsListenerByNoMoreThanTheLead() throws Exception {
    Answers answers = ask(SynthesizeConfig.newBuilder().setLeadMs(1_000), "Two. ".repeat(20));
    long heard = 0;
    while (!answers.end.isDone()) {
      assertThat(answers.lastPosition()).isLessThanOrEqualTo(heard + 1_000);
      bench.advance(Duration.ofMillis(50));
      heard += 50;
      LockSupport.parkNanos(100_000);
    }
    assertThat(answers.lastPosition()).isGreaterThan(3_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 99, 60_001})
  void refusesALeadThatNobodyCanWant(int lead) throws Exception {
    Throwable failure = failure(SynthesizeConfig.newBuilder().setLeadMs(lead), "Hello.");

    assertRefused(failure, ErrorReason.INVALID_SETTING, "lead_ms");
  }

  @Test
  void refusesARateThatOpusDoesNotHave() throws Exception {
    AudioFormat output =
        AudioFormat.newBuilder().setEncoding(AudioEncoding.OPUS).setSampleRate(22_050).build();

    Throwable failure = failure(SynthesizeConfig.newBuilder().setOutput(output), "Hello.");

    assertRefused(failure, ErrorReason.UNSUPPORTED_SAMPLE_RATE, "output.sample_rate");
  }

  @Test
  void timesAreThoseOfTheOutput() throws Exception {
    List<SpokenAudio> chunks =
        audio(
            speak(
                SynthesizeConfig.newBuilder()
                    .setOutput(AudioFormat.newBuilder().setSampleRate(8_000)),
                "One two."));

    SpokenWord last = chunks.getFirst().getWordsList().getLast();
    assertThat(last.getStartMs()).isEqualTo(4 * 50);
    int bytes = chunks.stream().mapToInt(chunk -> chunk.getAudio().size()).sum();
    assertThat(last.getEndMs()).isLessThanOrEqualTo(bytes / 16);
  }

  @Test
  void marksBehindAllTextComeWithoutAudio() throws Exception {
    List<SpokenAudio> chunks =
        audio(
            speak(
                SynthesizeConfig.newBuilder().setMarkup(Markup.SSML),
                "<speak><mark name='only'/></speak>"));

    assertThat(chunks).hasSize(1);
    assertThat(chunks.getFirst().getAudio()).isEmpty();
    assertThat(chunks.getFirst().getMarksList())
        .containsExactly(SpokenMark.newBuilder().setName("only").build());
  }

  @Test
  void aFlushEndsADocument() throws Exception {
    Answers answers = new Answers();
    StreamObserver<SynthesizeRequest> requests = SynthesisGrpc.newStub(channel).synthesize(answers);
    requests.onNext(
        SynthesizeRequest.newBuilder()
            .setConfig(SynthesizeConfig.newBuilder().setMarkup(Markup.SSML))
            .build());
    requests.onNext(text("<speak>One.</speak>"));
    requests.onNext(
        SynthesizeRequest.newBuilder().setFlush(SynthesizeFlush.getDefaultInstance()).build());
    requests.onNext(text("<speak>Two.</speak>"));
    requests.onCompleted();
    answers.end.get(20, TimeUnit.SECONDS);

    assertThat(audio(answers.received))
        .extracting(SpokenAudio::getText)
        .containsSubsequence("<speak>One.</speak>", "<speak>Two.</speak>");
  }

  @Test
  void theLexiconOfTheCallIsSaid() throws Exception {
    LexiconEntry entry = LexiconEntry.newBuilder().setWord("Niamh").setPhonemes("niːv").build();
    List<SynthesizeResponse> answers =
        speak(SynthesizeConfig.newBuilder().addLexicon(entry), "Hello Niamh.");

    assertThat(answers.getFirst().getEffectiveConfig().getLexiconList())
        .containsExactly(entry.toBuilder().setAlphabet("ipa").build());
    assertThat(voice.passages().getLast().replacements())
        .extracting(Replacement::start, Replacement::end)
        .containsExactly(tuple(6, 11));
  }

  @Test
  void phonemesInTheTextAreTakenOnlyIfAskedFor() throws Exception {
    speak(SynthesizeConfig.newBuilder(), "See [docs](/a/).");
    assertThat(voice.passages().getLast().replacements()).isEmpty();
    speak(SynthesizeConfig.newBuilder().setMarkup(Markup.INLINE_PHONEMES), "See [docs](/a/).");
    assertThat(voice.passages().getLast().replacements()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hello",
        "<speak>Hello",
        "<speak><audio/></speak>",
        "<speak><voice name='nobody'>a</voice></speak>",
        "<speak><phoneme ph='ʏ'>a</phoneme></speak>"
      })
  void brokenMarkupIsRefused(String document) throws Exception {
    Throwable failure = failure(SynthesizeConfig.newBuilder().setMarkup(Markup.SSML), document);

    assertRefused(failure, ErrorReason.INVALID_MARKUP, "text");
  }

  record Entry(String field, LexiconEntry entry) {}

  static List<Entry> wrongEntries() {
    return List.of(
        new Entry("lexicon[0]", LexiconEntry.newBuilder().setWord("a").build()),
        new Entry("lexicon[0]", LexiconEntry.newBuilder().setAlias("a").build()),
        new Entry("lexicon[0]", LexiconEntry.newBuilder().setWord("a").setAlias(" ").build()),
        new Entry("lexicon[0]", LexiconEntry.newBuilder().setWord("a").setPhonemes("ʏ").build()),
        new Entry(
            "lexicon[0]",
            LexiconEntry.newBuilder().setWord("a").setPhonemes("a".repeat(201)).build()),
        new Entry(
            "lexicon[0].alphabet",
            LexiconEntry.newBuilder().setWord("a").setPhonemes("a").setAlphabet("x").build()));
  }

  @ParameterizedTest
  @MethodSource("wrongEntries")
  void wrongEntriesAreRefused(Entry wrong) throws Exception {
    Throwable failure = failure(SynthesizeConfig.newBuilder().addLexicon(wrong.entry()), "Hello.");

    assertRefused(failure, ErrorReason.INVALID_SETTING, wrong.field());
  }

  private void assertRefused(Throwable failure, ErrorReason reason, String field)
      throws InvalidProtocolBufferException {
    assertThat(Status.fromThrowable(failure).getCode()).isEqualTo(reason.code());
    assertThat(Status.fromThrowable(failure).getDescription()).endsWith(".");
    com.google.rpc.Status details = Objects.requireNonNull(StatusProto.fromThrowable(failure));
    ErrorInfo info = details.getDetails(0).unpack(ErrorInfo.class);
    assertThat(info.getReason()).isEqualTo(reason.name());
    assertThat(info.getMetadataOrDefault("field", "")).isEqualTo(field);
    bench.awaitEmpty();
  }

  private List<SynthesizeResponse> speak(SynthesizeConfig.Builder config, String... texts)
      throws Exception {
    Answers answers = ask(config, texts);
    answers.end.get(20, TimeUnit.SECONDS);
    return answers.received;
  }

  private Throwable failure(SynthesizeConfig.Builder config, String text) throws Exception {
    return ask(config, text).end.handle((_, error) -> error).get(20, TimeUnit.SECONDS);
  }

  private Answers ask(SynthesizeConfig.Builder config, String... texts) {
    Answers answers = new Answers();
    StreamObserver<SynthesizeRequest> requests = SynthesisGrpc.newStub(channel).synthesize(answers);
    requests.onNext(SynthesizeRequest.newBuilder().setConfig(config).build());
    for (String text : texts) {
      requests.onNext(text(text));
    }
    requests.onCompleted();
    return answers;
  }

  private static SynthesizeRequest text(String text) {
    return SynthesizeRequest.newBuilder().setText(text).build();
  }

  private static List<SpokenAudio> audio(List<SynthesizeResponse> answers) {
    return answers.stream()
        .filter(SynthesizeResponse::hasAudio)
        .map(SynthesizeResponse::getAudio)
        .toList();
  }

  private static final class Answers implements StreamObserver<SynthesizeResponse> {
    private final List<SynthesizeResponse> received =
        Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    /// Where the last audio starts, in milliseconds.
    long lastPosition() {
      synchronized (received) {
        return audio(received).stream().mapToLong(SpokenAudio::getPtsMs).max().orElse(0);
      }
    }

    @Override
    public void onNext(SynthesizeResponse message) {
      received.add(message);
    }

    @Override
    public void onError(Throwable failure) {
      end.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      end.complete(null);
    }
  }
}
