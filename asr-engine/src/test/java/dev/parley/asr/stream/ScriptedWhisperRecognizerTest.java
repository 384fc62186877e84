package dev.parley.asr.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.asr.Lag;
import dev.parley.asr.RecognitionException;
import dev.parley.asr.RecognitionOptions;
import dev.parley.asr.RecognitionStream;
import dev.parley.asr.SpeechRecognizer;
import dev.parley.asr.SpeechRecognizerContract;
import dev.parley.asr.Transcript;
import dev.parley.asr.model.ScriptedWhisperModel;
import dev.parley.asr.token.SpecialTokens;
import dev.parley.asr.token.TestTokenizers;
import dev.parley.asr.token.Tokenizer;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.vad.EnergyVad;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The streams over networks that always hear "Hello world."
@Tag("unit")
class ScriptedWhisperRecognizerTest extends SpeechRecognizerContract {
  /// Frames of silence behind the audio of a window.
  private static final int MARGIN = 192;

  private static final int SECOND = 16_000;
  private static final RecognitionOptions ENGLISH =
      RecognitionOptions.LIVE.withLanguages(List.of("en"));

  @TempDir Path folder;
  private final List<Transcript> heard = Collections.synchronizedList(new ArrayList<>());
  private ScriptedWhisperModel model;
  private Tokenizer tokenizer;
  private WhisperRecognizer recognizer;
  private final AtomicLong time = new AtomicLong();
  private int tokens;
  private volatile boolean broken;
  private volatile boolean doubting;
  private volatile Runnable decoded = () -> {};

  @BeforeEach
  void load() {
    tokenizer = TestTokenizers.of(folder, " Hello", " world");
    SpecialTokens special = tokenizer.special();
    int vocabulary = special.firstTimestamp() + 1501;
    int[] text = tokenizer.encode(" Hello world.");
    tokens = text.length;
    model =
        new ScriptedWhisperModel(
            vocabulary,
            fed -> {
              if (broken) {
                throw new IllegalStateException("the network is broken");
              }
              decoded.run();
              float[] scores = new float[vocabulary];
              scores[Objects.requireNonNull(special.languages().get("en"))] = 5;
              scores[next(fed, text, special)] = 20;
              scores[special.noSpeech()] = doubting ? 20 : 0;
              return scores;
            });
    recognizer = recognizer(WhisperRecognizer.WINDOW_MARGIN);
  }

  @AfterEach
  void close() {
    recognizer.close();
    // The worker of a cancelled stream may still be on its way out.
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (model.open() > 0 && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(model.open()).isZero();
  }

  @Override
  protected SpeechRecognizer recognizer() {
    return recognizer;
  }

  @Override
  protected float[] speech() {
    return tone(2 * SECOND);
  }

  @Override
  protected String word() {
    return "hello";
  }

  @Test
  void silenceIsNotDecoded() throws InterruptedException {
    RecognitionStream stream = recognizer.open(RecognitionOptions.LIVE, heard::add);
    stream.write(PcmFrame.of(PcmFormat.SPEECH, 0, new float[2 * SECOND]));
    stream.finish();

    assertThat(heard).hasSize(1);
    assertThat(heard.getFirst().text()).isEmpty();
    assertThat(model.windows()).isEmpty();
  }

  @Test
  void shortSpeechIsDecodedInAShortWindow() throws InterruptedException {
    RecognitionStream stream = recognizer.open(RecognitionOptions.FILE, heard::add);
    stream.write(PcmFrame.of(PcmFormat.SPEECH, 0, tone(2 * SECOND)));
    stream.finish();

    assertThat(model.windows()).containsExactly(200 + MARGIN);
    assertThat(heard).hasSize(1);
  }

  @Test
  void marginOfAWindowMakesWindowsWhole() throws InterruptedException {
    RecognitionStream stream =
        recognizer(Duration.ofSeconds(30)).open(RecognitionOptions.FILE, heard::add);
    stream.write(PcmFrame.of(PcmFormat.SPEECH, 0, tone(2 * SECOND)));
    stream.finish();

    assertThat(model.windows()).containsExactly(3000);
  }

  @Test
  void doubtfulTextTakesAsMuchVoiceAsAWordLasts() throws InterruptedException {
    assertThat(textOfSound(SECOND / 8)).isEqualTo("Hello world.");
    doubting = true;
    assertThat(textOfSound(SECOND / 8)).isEmpty();
    assertThat(textOfSound(SECOND / 2)).isEqualTo("Hello world.");
  }

  @Test
  void doubtfulUtteranceTakesAsMuchVoiceAsAWordLasts() throws InterruptedException {
    doubting = true;
    sayLive(SECOND / 8);
    assertThat(heard.getLast().text()).isEmpty();
    sayLive(SECOND / 2);
    assertThat(heard.getLast().text()).isEqualTo("Hello world.");
  }

  private WhisperRecognizer recognizer(Duration windowMargin) {
    return new WhisperRecognizer(
        "scripted", model, tokenizer, new EnergyVad(-20), windowMargin, time::get);
  }

  private void sayLive(int samples) throws InterruptedException {
    RecognitionStream stream = unseen();
    stream.write(PcmFrame.of(PcmFormat.SPEECH, 0, quiet(SECOND / 2)));
    stream.write(PcmFrame.of(PcmFormat.SPEECH, SECOND / 2, tone(samples)));
    stream.write(PcmFrame.of(PcmFormat.SPEECH, SECOND / 2 + samples, quiet(SECOND / 2)));
    stream.finish();
  }

  /// What is recognised in a recording of two seconds in which something is loud for a while.
  private String textOfSound(int samples) throws InterruptedException {
    heard.clear();
    RecognitionStream stream =
        recognizer.open(RecognitionOptions.FILE.withLanguages(List.of("en")), heard::add);
    stream.write(PcmFrame.of(PcmFormat.SPEECH, 0, quiet(SECOND)));
    stream.write(PcmFrame.of(PcmFormat.SPEECH, SECOND, tone(samples)));
    stream.write(PcmFrame.of(PcmFormat.SPEECH, SECOND + samples, quiet(SECOND - samples)));
    stream.finish();
    return String.join(" ", heard.stream().map(Transcript::text).toList());
  }

  @Test
  void longFileIsCutIntoWindows() throws InterruptedException {
    RecognitionStream stream = recognizer.open(RecognitionOptions.FILE, heard::add);
    for (int second = 0; second < 75; second++) {
      stream.write(PcmFrame.of(PcmFormat.SPEECH, (long) second * SECOND, tone(SECOND)));
    }
    stream.finish();

    assertThat(model.windows()).hasSizeBetween(3, 7).allMatch(frames -> frames <= 3000);
    assertThat(heard).hasSizeGreaterThanOrEqualTo(3);
    assertThat(heard.getLast().listenedTo()).isEqualTo(75L * SECOND);
  }

  @Test
  void longFileIsCutAtPauses() throws InterruptedException {
    RecognitionStream stream = recognizer.open(RecognitionOptions.FILE, heard::add);
    for (int second = 0; second < 64; second++) {
      boolean pause = second % 16 == 15;
      stream.write(
          PcmFrame.of(
              PcmFormat.SPEECH, (long) second * SECOND, pause ? new float[SECOND] : tone(SECOND)));
    }
    stream.finish();

    assertThat(model.windows()).hasSize(4).allMatch(frames -> frames < 1800);
    assertThat(heard).extracting(Transcript::text).containsOnly("Hello world.");
    assertThat(heard)
        .extracting(transcript -> ((Transcript.Final) transcript).start() / SECOND)
        .isSorted()
        .contains(0L, 47L);
  }

  @Test
  void recordingsOfOneStreamAreApart() throws InterruptedException {
    RecognitionStream stream = recognizer.open(RecognitionOptions.FILE, heard::add);
    stream.write(PcmFrame.of(PcmFormat.SPEECH, 0, tone(2 * SECOND)));
    stream.flush();
    stream.write(PcmFrame.of(PcmFormat.SPEECH, 2L * SECOND, tone(3 * SECOND)));
    stream.finish();

    assertThat(model.windows()).containsExactlyInAnyOrder(200 + MARGIN, 300 + MARGIN);
    assertThat(heard).hasSize(2);
    assertThat(((Transcript.Final) heard.getLast()).start()).isEqualTo(2L * SECOND);
  }

  @Test
  void longUtteranceSlidesAndStaysOne() throws InterruptedException {
    RecognitionStream stream =
        recognizer.open(RecognitionOptions.LIVE.withPartials(false), heard::add);
    for (int second = 0; second < 45; second++) {
      stream.write(PcmFrame.of(PcmFormat.SPEECH, (long) second * SECOND, tone(SECOND)));
    }
    stream.finish();

    assertThat(heard).hasSize(1);
    assertThat(heard.getFirst().text()).startsWith("Hello world. Hello world.");
    assertThat(model.windows()).allMatch(frames -> frames <= 2000 + MARGIN);
  }

  @Test
  void pauseHasItsFinalPrepared() throws InterruptedException {
    RecognitionStream stream = unseen();
    CountDownLatch preparing = new CountDownLatch(1);
    decoded = preparing::countDown;
    stream.write(PcmFrame.of(PcmFormat.SPEECH, 0, tone(SECOND)));
    stream.pause();
    preparing.await();
    stream.write(PcmFrame.of(PcmFormat.SPEECH, SECOND, quiet(SECOND)));
    stream.pause();
    stream.flush();
    stream.finish();

    assertThat(model.windows()).hasSize(1);
    assertThat(heard).hasSize(1);
    assertThat(heard.getFirst().text()).isEqualTo("Hello world.");
    assertThat(heard.getFirst().listenedTo()).isEqualTo(2 * SECOND);
  }

  @Test
  void whatFollowsAPauseIsHeard() throws InterruptedException {
    RecognitionStream stream = unseen();
    CountDownLatch preparing = new CountDownLatch(1);
    decoded = preparing::countDown;
    stream.write(PcmFrame.of(PcmFormat.SPEECH, 0, tone(SECOND)));
    stream.pause();
    preparing.await();
    stream.resume();
    stream.write(PcmFrame.of(PcmFormat.SPEECH, SECOND, quiet(SECOND)));
    stream.finish();

    assertThat(model.windows()).last().isEqualTo(200 + MARGIN);
    assertThat(heard).hasSize(1);
  }

  @Test
  void partialsOfOneUtteranceDraftEachOther() throws InterruptedException {
    RecognitionStream stream = recognizer.open(ENGLISH, heard::add);
    stream.write(PcmFrame.of(PcmFormat.SPEECH, 0, tone(SECOND)));
    stream.finish();
    int alone = model.runs();
    BlockingQueue<Transcript> partials = new LinkedBlockingQueue<>();
    stream = recognizer.open(ENGLISH, partials::add);
    stream.write(PcmFrame.of(PcmFormat.SPEECH, 0, tone(SECOND)));
    partials.take();
    int before = model.runs();
    stream.write(PcmFrame.of(PcmFormat.SPEECH, SECOND, tone(SECOND)));
    partials.take();

    assertThat(alone).isEqualTo(1 + tokens);
    assertThat(model.runs() - before).isEqualTo(1);
    stream.finish();
  }

  @Test
  void slowDecodingThinsPartialsAndIsTold() throws InterruptedException {
    BlockingQueue<Transcript> partials = new LinkedBlockingQueue<>();
    RecognitionStream stream = recognizer.open(ENGLISH, partials::add);
    assertThat(stream.lag()).isEqualTo(Lag.NONE);
    CountDownLatch waiting = new CountDownLatch(1);
    CountDownLatch decoding = new CountDownLatch(1);
    decoded =
        () -> {
          decoding.countDown();
          await(waiting);
        };
    stream.write(PcmFrame.of(PcmFormat.SPEECH, 0, tone(SECOND)));
    decoding.await();
    time.addAndGet(Duration.ofSeconds(2).toNanos());
    assertThat(stream.lag()).isEqualTo(new Lag(Duration.ofSeconds(2), false));
    waiting.countDown();
    partials.take();
    // Less than the five seconds that two seconds of decoding are worth; the final comes all the
    // same.
    stream.write(PcmFrame.of(PcmFormat.SPEECH, SECOND, tone(4 * SECOND)));
    stream.flush();
    assertThat(partials.take()).isInstanceOf(Transcript.Final.class);
    stream.finish();

    assertThat(stream.lag()).isEqualTo(Lag.NONE);
  }

  @Test
  void failureEndsOneStreamOnly() throws InterruptedException {
    RecognitionStream stream = recognizer.open(RecognitionOptions.LIVE, heard::add);
    broken = true;
    stream.write(PcmFrame.of(PcmFormat.SPEECH, 0, tone(SECOND)));
    assertThatThrownBy(stream::finish)
        .isInstanceOf(RecognitionException.class)
        .hasMessageContaining("the network is broken");
    broken = false;

    RecognitionStream next = recognizer.open(RecognitionOptions.LIVE, heard::add);
    next.write(PcmFrame.of(PcmFormat.SPEECH, 0, tone(SECOND)));
    next.finish();
    assertThat(heard.getLast().text()).isEqualTo("Hello world.");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// A stream that decodes only what is asked for.
  private RecognitionStream unseen() {
    return recognizer.open(ENGLISH.withPartials(false), heard::add);
  }

  private static int next(List<Integer> fed, int[] text, SpecialTokens special) {
    int noTimestamps = fed.lastIndexOf(special.noTimestamps());
    int task = Math.max(fed.lastIndexOf(special.transcribe()), noTimestamps);
    int said = fed.size() - 1 - task;
    if (noTimestamps >= 0) {
      return said < text.length ? text[said] : special.endOfText();
    }
    if (said == 0) {
      return special.firstTimestamp();
    }
    if (said <= text.length) {
      return text[said - 1];
    }
    return said == text.length + 1 ? special.firstTimestamp() + 50 : special.endOfText();
  }

  /// Too quiet to be speech, too loud to be taken for silence.
  private static float[] quiet(int samples) {
    float[] noise = tone(samples);
    for (int i = 0; i < samples; i++) {
      noise[i] *= 0.2f;
    }
    return noise;
  }

  private static float[] tone(int samples) {
    float[] tone = new float[samples];
    for (int i = 0; i < samples; i++) {
      tone[i] = (float) (0.3 * Math.sin(0.1 * i));
    }
    return tone;
  }
}
