package dev.parley.client.cli.terminal;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// Ends the process under running native code.
///
/// Even `Runtime.halt` runs the destructors of native libraries, and one of them crashes the
/// process when it frees what a thread of ONNX Runtime still computes with. The system call behind
/// it runs nothing.
final class ProcessEnd {
  private ProcessEnd() {}

  /// Does not return.
  static void now(int status) {
    try {
      exitHandle().invokeExact(status);
    } catch (Throwable e) {
      Runtime.getRuntime().halt(status);
    }
  }

  /// Restricted because a wrong signature would corrupt memory; this one is POSIX's.
  @SuppressWarnings("restricted")
  private static MethodHandle exitHandle() {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("_exit"),
        FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT));
  }
}
