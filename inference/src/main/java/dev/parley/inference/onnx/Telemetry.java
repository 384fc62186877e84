package dev.parley.inference.onnx;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// ONNX Runtime 1.29 reports to its maker unless an environment variable says otherwise. A server
/// that people host themselves must not, however it was started, so the variable is set inside the
/// process before the native library looks at it.
final class Telemetry {
  private static final Logger LOG = LoggerFactory.getLogger(Telemetry.class);
  private static final String SWITCH = "ORT_DISABLE_TELEMETRY";

  private Telemetry() {}

  /// To be called before ONNX Runtime starts.
  static void disable() {
    Linker linker = Linker.nativeLinker();
    Optional<MemorySegment> setenv = linker.defaultLookup().find("setenv");
    if (setenv.isEmpty()) {
      // Not POSIX: there the launcher's environment has to do.
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      int status =
          setenv(linker, setenv.get(), arena.allocateFrom(SWITCH), arena.allocateFrom("1"));
      if (status != 0) {
        LOG.warn("{} could not be set; set it to 1 in the environment.", SWITCH);
      }
    }
  }

  // The restricted method is what the foreign-function interface consists of.
  @SuppressWarnings("restricted")
  private static int setenv(
      Linker linker, MemorySegment function, MemorySegment name, MemorySegment value) {
    FunctionDescriptor signature =
        FunctionDescriptor.of(
            ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
    try {
      return (int) linker.downcallHandle(function, signature).invokeExact(name, value, 1);
    } catch (Throwable e) {
      LOG.warn("{} could not be set; set it to 1 in the environment.", SWITCH, e);
      return 0;
    }
  }
}
