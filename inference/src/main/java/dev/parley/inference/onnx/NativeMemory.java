package dev.parley.inference.onnx;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// Zeroed memory from the C library.
///
/// An arena's own `allocate` writes the zeros, so that all of a large buffer takes up memory at
/// once. The C library takes large buffers from the system, which gives each page when it is first
/// used: a decoder's buffers have room for the longest text, of which most use a tenth.
final class NativeMemory {
  private static final MethodHandle CALLOC =
      function(
          "calloc",
          FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
  private static final MethodHandle FREE =
      function("free", FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));

  private NativeMemory() {}

  /// @param alignment of the first byte, a power of two
  /// @param arena frees the memory when it closes
  @SuppressWarnings("restricted")
  static MemorySegment allocate(long bytes, long alignment, Arena arena) {
    long whole = Math.addExact(bytes, alignment);
    MemorySegment memory = calloc(whole);
    if (memory.address() == 0) {
      throw new OutOfMemoryError("The system has no " + bytes + " bytes of memory left.");
    }
    MemorySegment owned = memory.reinterpret(whole, arena, NativeMemory::free);
    long offset = -owned.address() & (alignment - 1);
    return owned.asSlice(offset, bytes);
  }

  private static MemorySegment calloc(long bytes) {
    try {
      return (MemorySegment) CALLOC.invokeExact(1L, bytes);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private static void free(MemorySegment memory) {
    try {
      FREE.invokeExact(memory);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("restricted")
  private static MethodHandle function(String name, FunctionDescriptor type) {
    Linker linker = Linker.nativeLinker();
    SymbolLookup library = linker.defaultLookup();
    return linker.downcallHandle(library.findOrThrow(name), type);
  }
}
