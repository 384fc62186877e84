package dev.parley.load.micro;

import dev.parley.asr.token.Tokenizer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// A sentence of 23 words, with Whisper base's tokenizer.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TokenizerBenchmark {
  static final String SENTENCE =
      " The train to Copenhagen leaves from platform 7 at a quarter past nine, so we'd better have"
          + " breakfast at the station, wouldn't we?";

  private final Tokenizer tokenizer = WhisperBase.tokenizer();
  private final String sentence = SENTENCE;
  private final int[] tokens = tokenizer.encode(SENTENCE);

  @Benchmark
  public int[] encodeSentence() {
    return tokenizer.encode(sentence);
  }

  @Benchmark
  public String decodeSentence() {
    return tokenizer.decode(tokens);
  }
}
