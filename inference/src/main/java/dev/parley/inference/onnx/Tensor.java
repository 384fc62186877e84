package dev.parley.inference.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A tensor in native memory.
///
/// Tensors made by the factory methods own native memory: [#floats()] and its siblings are live
/// views of it, so a caller writes inputs and reads pinned outputs without copies. Tensors that a
/// run returns belong to their [ModelOutputs] and are closed with it; their views are copies.
///
/// Not thread-safe: a tensor must not be written while a run reads it.
public final class Tensor implements AutoCloseable {
  /// A cache line, and the widest vector register.
  private static final int ALIGNMENT = 64;

  private final OnnxTensor value;
  private final @Nullable ByteBuffer memory;
  private final @Nullable Arena arena;

  private Tensor(OnnxTensor value, @Nullable ByteBuffer memory, @Nullable Arena arena) {
    this.value = value;
    this.memory = memory;
    this.arena = arena;
  }

  static Tensor ofRun(OnnxTensor value) {
    return new Tensor(value, null, null);
  }

  /// A float32 tensor of zeros.
  public static Tensor floats(long... shape) {
    return allocate(OnnxJavaType.FLOAT, Float.BYTES, shape);
  }

  /// A float32 tensor with a copy of `values`.
  public static Tensor ofFloats(float[] values, long... shape) {
    requireFull(values.length, shape);
    Tensor tensor = floats(shape);
    tensor.floats().put(values);
    return tensor;
  }

  /// An int64 tensor of zeros.
  public static Tensor longs(long... shape) {
    return allocate(OnnxJavaType.INT64, Long.BYTES, shape);
  }

  /// An int64 tensor with a copy of `values`.
  public static Tensor ofLongs(long[] values, long... shape) {
    requireFull(values.length, shape);
    Tensor tensor = longs(shape);
    tensor.longs().put(values);
    return tensor;
  }

  /// An int32 tensor of zeros.
  public static Tensor ints(long... shape) {
    return allocate(OnnxJavaType.INT32, Integer.BYTES, shape);
  }

  /// An int32 tensor with a copy of `values`.
  public static Tensor ofInts(int[] values, long... shape) {
    requireFull(values.length, shape);
    Tensor tensor = ints(shape);
    tensor.ints().put(values);
    return tensor;
  }

  /// Another tensor over the first elements of this one's memory, with its own shape. Closing the
  /// view does not free the memory; this tensor must outlive it. Only for tensors that own memory.
  public Tensor view(long... shape) {
    return slice(0, shape);
  }

  /// Like [#view(long...)], over the elements from number `first` on.
  ///
  /// @throws IndexOutOfBoundsException if the shape does not fit into the rest of the memory
  public Tensor slice(int first, long... shape) {
    OnnxJavaType type = value.getInfo().type;
    ByteBuffer bytes = ownMemory();
    bytes.position(Math.multiplyExact(first, type.size));
    return wrap(bytes.slice(), null, type, shape);
  }

  public long[] shape() {
    return value.getInfo().getShape();
  }

  /// A view from the first element on; a copy if a run made this tensor.
  public FloatBuffer floats() {
    return memory == null ? value.getFloatBuffer() : ownMemory().asFloatBuffer();
  }

  /// A view from the first element on; a copy if a run made this tensor.
  public LongBuffer longs() {
    return memory == null ? value.getLongBuffer() : ownMemory().asLongBuffer();
  }

  /// A view from the first element on; a copy if a run made this tensor.
  public IntBuffer ints() {
    return memory == null ? value.getIntBuffer() : ownMemory().asIntBuffer();
  }

  /// Frees the native memory, unless this is a view. Safe to call twice; neither the tensor nor a
  /// view of it may be in use by a run.
  @Override
  public void close() {
    if (!value.isClosed()) {
      value.close();
    }
    if (arena != null && arena.scope().isAlive()) {
      arena.close();
    }
  }

  OnnxTensor value() {
    return value;
  }

  private ByteBuffer ownMemory() {
    if (memory == null) {
      throw new IllegalStateException("The memory of a run's output belongs to ONNX Runtime.");
    }
    return memory.duplicate().order(ByteOrder.nativeOrder()).clear();
  }

  private static long elements(long... shape) {
    if (Arrays.stream(shape).anyMatch(size -> size < 0)) {
      throw new IllegalArgumentException(
          "A tensor cannot have the shape " + Arrays.toString(shape) + ".");
    }
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  private static void requireFull(int values, long... shape) {
    if (values != elements(shape)) {
      throw new IllegalArgumentException(
          "%d values do not fill a tensor of shape %s.".formatted(values, Arrays.toString(shape)));
    }
  }

  @SuppressWarnings("MustBeClosedChecker") // The tensor closes the arena.
  private static Tensor allocate(OnnxJavaType type, int elementBytes, long... shape) {
    long bytes = Math.multiplyExact(elementBytes, elements(shape));
    // An arena frees its memory at close; a direct buffer would wait for the garbage collector.
    Arena arena = Arena.ofShared();
    return wrap(NativeMemory.allocate(bytes, ALIGNMENT, arena).asByteBuffer(), arena, type, shape);
  }

  private static Tensor wrap(
      ByteBuffer memory, @Nullable Arena arena, OnnxJavaType type, long... shape) {
    long bytesNeeded = Math.multiplyExact(type.size, elements(shape));
    if (bytesNeeded > memory.capacity()) {
      throw new IndexOutOfBoundsException(
          "A view of shape %s does not fit into %d bytes."
              .formatted(Arrays.toString(shape), memory.capacity()));
    }
    ByteBuffer bytes = memory.slice(0, (int) bytesNeeded).order(ByteOrder.nativeOrder());
    try {
      OnnxTensor value =
          OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), bytes, shape, type);
      return new Tensor(value, bytes, arena);
    } catch (OrtException e) {
      if (arena != null) {
        arena.close();
      }
      throw new InferenceException(
          "ONNX Runtime refused a tensor of shape " + Arrays.toString(shape) + ".", e);
    }
  }
}
