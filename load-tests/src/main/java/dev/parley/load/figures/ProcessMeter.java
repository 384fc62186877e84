package dev.parley.load.figures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// Memory and processor time of a process, as far as this machine tells.
public final class ProcessMeter {
  private final long pid;

  /// @param pid of any process of this machine
  public ProcessMeter(long pid) {
    this.pid = pid;
  }

  /// A meter of this process.
  public static ProcessMeter own() {
    return new ProcessMeter(ProcessHandle.current().pid());
  }

  /// Memory that the process holds; only Linux tells.
  public OptionalLong residentBytes() {
    return kilobytes("VmRSS:");
  }

  /// The most memory that the process has ever held; only Linux tells.
  public OptionalLong peakResidentBytes() {
    return kilobytes("VmHWM:");
  }

  /// Threads that the operating system knows, so none of Java's virtual ones; only Linux tells.
  public OptionalLong threads() {
    return field("Threads:");
  }

  /// Processor time of all threads since the start.
  public Optional<Duration> processorTime() {
    return ProcessHandle.of(pid).flatMap(process -> process.info().totalCpuDuration());
  }

  private OptionalLong kilobytes(String name) {
    OptionalLong value = field(name);
    return value.isPresent() ? OptionalLong.of(value.getAsLong() * 1_024) : value;
  }

  private OptionalLong field(String name) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
        if (line.startsWith(name)) {
          String value = line.substring(name.length()).strip().replace(" kB", "");
          return OptionalLong.of(Long.parseLong(value));
        }
      }
    } catch (IOException | NumberFormatException _) {
      // Not Linux, or the process has ended.
    }
    return OptionalLong.empty();
  }
}
