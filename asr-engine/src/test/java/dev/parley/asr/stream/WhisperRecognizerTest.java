package dev.parley.asr.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.asr.HotWord;
import dev.parley.asr.RecognitionOptions;
import dev.parley.asr.RecognitionStream;
import dev.parley.asr.SpeechRecognizer;
import dev.parley.asr.SpeechRecognizerContract;
import dev.parley.asr.Transcript;
import dev.parley.asr.Word;
import dev.parley.asr.graph.Precision;
import dev.parley.asr.token.Tokenizer;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.vad.SileroVad;
import dev.parley.audio.vad.VoiceActivityModel;
import dev.parley.inference.InferenceExecutor;
import dev.parley.inference.onnx.Accelerator;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.store.ModelStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Whisper base on speech of the project's own voice.
@Tag("model")
class WhisperRecognizerTest extends SpeechRecognizerContract {
  private static final int SECOND = 16_000;
  private static final String WEATHER =
      "the weather was cold this morning but the sun came out before lunch";
  private static final String TRAIN = "the last train to the city leaves at half past nine";

  private static Path folder = Path.of("");
  private static final InferenceExecutor executor = new InferenceExecutor(1, 64);
  private static @Nullable SpeechRecognizer loaded;
  private static @Nullable VoiceActivityModel voices;

  private final List<Transcript> heard = Collections.synchronizedList(new ArrayList<>());

  @BeforeAll
  static void load() {
    folder = ModelStore.standard().obtain("whisper-base");
    OnnxRuntime runtime = OnnxRuntime.start(Accelerator.CPU, 2);
    voices = SileroVad.load(runtime, ModelStore.standard().obtain("silero-vad"));
    loaded =
        WhisperRecognizer.load(
            folder, Precision.INT8, WhisperRecognizer.WINDOW_MARGIN, voices, runtime, executor);
  }

  @AfterAll
  static void close() {
    shared().close();
    Objects.requireNonNull(voices).close();
    executor.close();
  }

  @Override
  protected SpeechRecognizer recognizer() {
    return shared();
  }

  @Override
  protected float[] speech() {
    return read("train");
  }

  @Override
  protected String word() {
    return "train";
  }

  @Test
  void liveSpeechIsUnderstood() throws InterruptedException {
    transcribe(RecognitionOptions.LIVE.withLanguages(List.of("en")), read("weather"));

    Transcript.Final last = (Transcript.Final) heard.getLast();
    assertThat(plain(last.text())).isEqualTo(WEATHER);
    assertThat(last.noSpeechProbability()).isLessThan(0.6);
    assertThat(last.averageLogProbability()).isGreaterThan(-0.6);
  }

  @Test
  void wordsStandWhereTheyAreSpoken() throws InterruptedException {
    transcribe(RecognitionOptions.LIVE.withPartials(false), read("weather"));

    List<Word> words = ((Transcript.Final) heard.getLast()).words();
    assertThat(words).hasSize(13);
    // Where faster-whisper 1.2.1 puts them, and where they can be heard.
    assertThat(seconds(words.get(3).start())).isCloseTo(0.98, within(0.2));
    assertThat(words.get(8).text()).isEqualTo("sun");
    assertThat(seconds(words.get(8).start())).isCloseTo(2.5, within(0.2));
    assertThat(words.getLast().text()).isEqualTo("lunch.");
    assertThat(seconds(words.getLast().end())).isCloseTo(3.76, within(0.2));
  }

  private static double seconds(long position) {
    return (double) position / SECOND;
  }

  @Test
  void hotWordsDecideHowItIsWritten() throws InterruptedException {
    RecognitionOptions english = RecognitionOptions.FILE.withLanguages(List.of("en"));
    transcribe(english, read("weather"));
    assertThat(heard.getLast().text()).contains("the sun came out");

    transcribe(english.withHotWords(List.of(new HotWord("son", 10))), read("weather"));
    assertThat(heard.getLast().text()).contains("the son came out").contains("The weather was");
  }

  @Test
  void aWordIsHeardOnce() throws InterruptedException {
    for (RecognitionOptions options : List.of(RecognitionOptions.FILE, RecognitionOptions.LIVE)) {
      transcribe(options.withLanguages(List.of("en")), read("right"));

      assertThat(plain(heard.getLast().text())).isIn("right", "rate");
    }
  }

  @Test
  void beamHearsTheSame() throws InterruptedException {
    transcribe(RecognitionOptions.FILE.withLanguages(List.of("en")).withBeam(5), read("weather"));

    assertThat(plain(heard.getLast().text())).isEqualTo(WEATHER);
  }

  @Test
  void longFileKeepsEverySentence() throws InterruptedException {
    float[] weather = read("weather");
    float[] train = read("train");
    int pause = SECOND;
    float[] file = new float[6 * (weather.length + train.length + 2 * pause)];
    int end = 0;
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      System.arraycopy(weather, 0, file, end, weather.length);
      end += weather.length + pause;
      System.arraycopy(train, 0, file, end, train.length);
      end += train.length + pause;
      expected.append(WEATHER).append(' ').append(TRAIN).append(' ');
    }

    transcribe(RecognitionOptions.FILE, file);

    String text = String.join(" ", heard.stream().map(Transcript::text).toList());
    assertThat(plain(text)).isEqualTo(expected.toString().strip());
    long position = 0;
    for (Transcript transcript : heard) {
      Transcript.Final segment = (Transcript.Final) transcript;
      assertThat(segment.start()).isGreaterThanOrEqualTo(position);
      assertThat(segment.end()).isBetween(segment.start(), (long) file.length + SECOND);
      position = segment.start();
    }
  }

  @Test
  void silenceAndNoiseAreNotSpeech() throws InterruptedException {
    transcribe(RecognitionOptions.FILE, new float[35 * SECOND]);
    transcribe(RecognitionOptions.LIVE, new float[3 * SECOND]);
    Random random = new Random(1);
    float[] noise = new float[5 * SECOND];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) (0.001 * random.nextGaussian());
    }
    transcribe(RecognitionOptions.FILE, noise);

    assertThat(heard).allMatch(transcript -> transcript.text().isEmpty());
  }

  @Test
  void suppressedTokensAreThoseOfTheCheckpoint() {
    Tokenizer tokenizer = Tokenizer.read(folder.resolve("tokenizer.json"));

    // The beginning and end of `suppress_ids` in the checkpoint's config.json.
    assertThat(tokenizer.nonSpeech()).startsWith(1, 2, 7, 8, 9, 10, 14, 25, 26, 27, 28, 29, 31);
    assertThat(tokenizer.nonSpeech()).endsWith(42863, 47425, 49870, 50254).hasSize(82);
    assertThat(tokenizer.encode(" Hello world, it's 3.5 Grüße 日本"))
        .containsExactly(2425, 1002, 11, 309, 311, 805, 13, 20, 38908, 11451, 220, 27311);
  }

  private static SpeechRecognizer shared() {
    return Objects.requireNonNull(loaded);
  }

  private void transcribe(RecognitionOptions options, float[] audio) throws InterruptedException {
    RecognitionStream stream = shared().open(options, heard::add);
    for (int start = 0; start < audio.length; start += 1_600) {
      int length = Math.min(1_600, audio.length - start);
      stream.write(PcmFrame.of(PcmFormat.SPEECH, start, audio, start, length));
    }
    stream.finish();
  }

  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT)
        .replace("9.30", "half past nine")
        .replaceAll("[^a-z ]", "")
        .replaceAll(" +", " ")
        .strip();
  }

  private static float[] read(String name) {
    String resource = "/speech/" + name + ".wav";
    try (InputStream stream =
        Objects.requireNonNull(
            WhisperRecognizerTest.class.getResourceAsStream(resource), resource)) {
      ByteBuffer bytes = ByteBuffer.wrap(stream.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
      bytes.position(44);
      float[] samples = new float[bytes.remaining() / 2];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = bytes.getShort() / 32_768f;
      }
      return samples;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
