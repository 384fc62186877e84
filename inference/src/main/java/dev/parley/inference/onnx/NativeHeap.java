package dev.parley.inference.onnx;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// What the C library holds for ONNX Runtime.
public final class NativeHeap {
  @SuppressWarnings("restricted")
  private static final Optional<MethodHandle> TRIM =
      Linker.nativeLinker()
          .defaultLookup()
          .find("malloc_trim")
          .map(
              function ->
                  Linker.nativeLinker()
                      .downcallHandle(
                          function,
                          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG)));

  private NativeHeap() {}

  /// Gives the system back what has been freed and lies between what is in use; the C library of
  /// Linux does that by itself only at the end of its heap. Does nothing with others. Takes
  /// milliseconds, in which other threads wait for memory.
  public static void trim() {
    TRIM.ifPresent(NativeHeap::trim);
  }

  private static void trim(MethodHandle function) {
    try {
      int _ = (int) function.invokeExact(0L);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
