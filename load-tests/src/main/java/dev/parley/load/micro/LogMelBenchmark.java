package dev.parley.load.micro;

import dev.parley.audio.feature.FeatureWindow;
import dev.parley.audio.feature.LogMel;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Features of 80 bands.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LogMelBenchmark {
  private static final int MEL_BINS = 80;
  private static final int WINDOW_SECONDS = 8;

  private final float[] second = MadeUpAudio.seconds(1);
  private final LogMel growing = new LogMel(MEL_BINS);
  private final LogMel full = new LogMel(MEL_BINS);

  public LogMelBenchmark() {
    float[] audio = MadeUpAudio.seconds(WINDOW_SECONDS);
    full.append(audio, 0, audio.length);
  }

  /// Appends a second to a stream, and drops the frames of the second before it.
  @Benchmark
  public long append1s() {
    growing.append(second, 0, second.length);
    growing.discard(growing.samples() / LogMel.HOP - MadeUpAudio.FRAMES_A_SECOND);
    return growing.samples();
  }

  /// Takes a window of 8 s, full of audio.
  @Benchmark
  public FeatureWindow window8s() {
    return full.window(0, full.samples(), WINDOW_SECONDS * MadeUpAudio.FRAMES_A_SECOND);
  }
}
