package dev.parley.load.micro;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/// One of the benchmarks of this package.
///
/// @param method JMH's name of it
record MicroBenchmark(String method) {
  /// All of them, by name.
  static List<MicroBenchmark> all() {
    return BenchmarkList.defaultList().getAll(quiet(), List.of()).stream()
        .map(entry -> new MicroBenchmark(entry.getUsername()))
        .toList();
  }

  /// The name for people, such as `LogMel.append1s`.
  String name() {
    return method
        .substring(MicroBenchmark.class.getPackageName().length() + 1)
        .replace("Benchmark.", ".");
  }

  /// Measures in new processes with this one's class path and options for Java. JMH prints nothing.
  ///
  /// @throws RunnerException if the benchmark fails
  RunResult run(Effort effort) throws RunnerException {
    return new Runner(
            new OptionsBuilder()
                .include("^" + Pattern.quote(method) + "$")
                .forks(effort.forks())
                .warmupIterations(effort.warmUps())
                .warmupTime(effort.iteration())
                .measurementIterations(effort.iterations())
                .measurementTime(effort.iteration())
                .jvmArgsAppend("--enable-native-access=ALL-UNNAMED")
                .shouldFailOnError(true)
                .build(),
            quiet())
        .runSingle();
  }

  private static OutputFormat quiet() {
    return OutputFormatFactory.createFormatInstance(
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
        VerboseMode.SILENT);
  }
}
