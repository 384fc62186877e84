package dev.parley.inference.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A tensor in native memory.
///
/// Tensors made by the factory methods own a direct buffer: [#floats()] and its siblings are live
/// views of it, so a caller writes inputs and reads pinned outputs without copies. Tensors that a
/// run returns belong to their [ModelOutputs] and are closed with it; their views are copies.
///
/// Not thread-safe: a tensor must not be written while a run reads it.
public final class Tensor implements AutoCloseable {
  private final OnnxTensor value;
  private final @Nullable ByteBuffer memory;

  private Tensor(OnnxTensor value, @Nullable ByteBuffer memory) {
    this.value = value;
    this.memory = memory;
  }

  static Tensor ofRun(OnnxTensor value) {
    return new Tensor(value, null);
  }

  /// A float32 tensor of zeros.
  public static Tensor floats(long... shape) {
    return allocate(OnnxJavaType.FLOAT, Float.BYTES, shape);
  }

  /// A float32 tensor with a copy of `values`.
  public static Tensor ofFloats(float[] values, long... shape) {
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
    Tensor tensor = ints(shape);
    tensor.ints().put(values);
    return tensor;
  }

  /// Another tensor over the first elements of this one's memory, with its own shape. Closing the
  /// view does not free the memory; this tensor must outlive it. Only for tensors that own memory.
  public Tensor view(long... shape) {
    ByteBuffer bytes = ownMemory();
    return wrap(bytes, value.getInfo().type, shape);
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

  /// Frees the native memory. Safe to call twice; the tensor must not be in use by a run.
  @Override
  public void close() {
    value.close();
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

  private static Tensor allocate(OnnxJavaType type, int elementBytes, long... shape) {
    long bytes = elementBytes * Arrays.stream(shape).reduce(1, Math::multiplyExact);
    ByteBuffer memory =
        ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder());
    return wrap(memory, type, shape);
  }

  private static Tensor wrap(ByteBuffer memory, OnnxJavaType type, long... shape) {
    long elements = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    ByteBuffer bytes = memory.duplicate().order(ByteOrder.nativeOrder());
    bytes.clear().limit(Math.toIntExact(elements * type.size));
    try {
      OnnxTensor value =
          OnnxTensor.createTensor(
              OrtEnvironment.getEnvironment(),
              bytes.slice().order(ByteOrder.nativeOrder()),
              shape,
              type);
      return new Tensor(value, memory);
    } catch (OrtException e) {
      throw new InferenceException(
          "ONNX Runtime refused a tensor of shape " + Arrays.toString(shape) + ".", e);
    }
  }
}
