package dev.parley.load.micro;

import dev.parley.inference.onnx.Accelerator;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.store.ModelStore;
import dev.parley.tts.english.Accent;
import dev.parley.tts.english.EnglishPhonemizer;
import dev.parley.tts.english.normalize.Conventions;
import dev.parley.tts.english.normalize.EnglishNormalizer;
import dev.parley.tts.english.normalize.SpannedText;
import dev.parley.tts.phoneme.Phonemes;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// What happens to the sentence of [TokenizerBenchmark] before it is spoken.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SpeechTextBenchmark {
  static final String PHONEMES = "english-phonemes";

  private final EnglishNormalizer normalizer = new EnglishNormalizer(Conventions.AMERICAN);
  private final EnglishPhonemizer phonemizer =
      EnglishPhonemizer.load(
          ModelStore.standard().obtain(PHONEMES),
          OnnxRuntime.start(Accelerator.CPU, 1),
          Accent.AMERICAN);
  private final String sentence = TokenizerBenchmark.SENTENCE.strip();

  /// Frees what is native.
  @TearDown
  public void close() {
    phonemizer.close();
  }

  /// Writes out what is a number or a sign.
  @Benchmark
  public SpannedText normalizeSentence() {
    return normalizer.normalize(sentence);
  }

  /// Makes phonemes; normalises the text first.
  @Benchmark
  public Phonemes phonemizeSentence() {
    return phonemizer.phonemize(sentence);
  }
}
