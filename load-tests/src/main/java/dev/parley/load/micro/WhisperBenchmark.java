package dev.parley.load.micro;

import dev.parley.asr.model.EncodedAudio;
import dev.parley.asr.model.ModelUse;
import dev.parley.asr.model.TextDecoder;
import dev.parley.asr.model.WhisperModel;
import dev.parley.asr.token.SpecialTokens;
import dev.parley.asr.token.Tokenizer;
import dev.parley.audio.feature.FeatureWindow;
import dev.parley.audio.feature.LogMel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// The networks of Whisper base, for a window of 8 s. Steps follow a prompt and a sentence, always
/// the same: what a step adds is forgotten again.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class WhisperBenchmark {
  private static final int WINDOW_SECONDS = 8;
  private static final int DECODINGS = 8;

  private final WhisperBase whisper = WhisperBase.load();
  private final WhisperModel model = whisper.model();
  private final FeatureWindow window = window(model.dimensions().melBins());
  private final EncodedAudio audio = encode();
  private final List<TextDecoder> decoders = new ArrayList<>();
  private final int[] tokens = new int[DECODINGS];
  private final int length;

  /// The decodings, each behind the same tokens, of which the last is fed again in every step.
  public WhisperBenchmark() {
    int[] fed = fed(WhisperBase.tokenizer());
    length = fed.length;
    Arrays.fill(tokens, fed[length - 1]);
    for (int i = 0; i < DECODINGS; i++) {
      TextDecoder decoder = model.decoder(audio, ModelUse.UNCANCELLED);
      decoder.feed(fed);
      decoders.add(decoder);
    }
  }

  /// Frees what is native.
  @TearDown
  public void close() {
    decoders.forEach(TextDecoder::close);
    audio.close();
    whisper.close();
  }

  /// Encodes a window of 8 s.
  @Benchmark
  public int encode8s() {
    try (EncodedAudio encoded = encode()) {
      return encoded.positions();
    }
  }

  /// Feeds a token to one decoding.
  @Benchmark
  public float step() {
    TextDecoder decoder = decoders.getFirst();
    float score = decoder.feed(tokens[0]).get(0);
    decoder.truncate(length);
    return score;
  }

  /// Feeds a token to each of 8 decodings together; the time is that of all.
  @Benchmark
  public float step8Together() {
    model.step(decoders, tokens);
    decoders.forEach(decoder -> decoder.truncate(length));
    return decoders.getLast().scores().get(0);
  }

  private EncodedAudio encode() {
    return model.encode(window.values(), window.frames(), ModelUse.UNCANCELLED);
  }

  private static FeatureWindow window(int melBins) {
    float[] samples = MadeUpAudio.seconds(WINDOW_SECONDS);
    LogMel features = new LogMel(melBins);
    features.append(samples, 0, samples.length);
    return features.window(0, samples.length, WINDOW_SECONDS * MadeUpAudio.FRAMES_A_SECOND);
  }

  private static int[] fed(Tokenizer tokenizer) {
    SpecialTokens special = tokenizer.special();
    int[] prompt = {
      special.startOfTranscript(),
      special.languages().getOrDefault("en", special.endOfText()),
      special.transcribe(),
      special.noTimestamps()
    };
    int[] text = tokenizer.encode(TokenizerBenchmark.SENTENCE);
    int[] fed = Arrays.copyOf(prompt, prompt.length + text.length);
    System.arraycopy(text, 0, fed, prompt.length, text.length);
    return fed;
  }
}
