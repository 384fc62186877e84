package dev.parley.inference.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.function.Supplier;

/// The elements of a constant, row-major. Not read before the graph is written, and then perhaps
/// more than once, so a big graph needs the memory of only one constant at a time.
public final class TensorData {
  private final ElementType type;
  private final long elements;
  private final Supplier<ByteBuffer> source;

  private TensorData(ElementType type, long elements, Supplier<ByteBuffer> source) {
    this.type = type;
    this.elements = elements;
    this.source = source;
  }

  /// The array is not copied and must not change until the graph is written.
  public static TensorData floats(float... values) {
    return floats(values.length, () -> values);
  }

  /// Elements from the buffer's position to its limit.
  public static TensorData floats(FloatBuffer values) {
    FloatBuffer view = values.slice();
    return new TensorData(
        ElementType.FLOAT32,
        view.remaining(),
        () -> {
          ByteBuffer bytes = littleEndian(Math.multiplyExact(view.remaining(), Float.BYTES));
          bytes.asFloatBuffer().put(view.duplicate());
          return bytes;
        });
  }

  /// Elements that are computed when the graph is written.
  ///
  /// @param elements how many `values` will return
  public static TensorData floats(long elements, Supplier<float[]> values) {
    return new TensorData(
        ElementType.FLOAT32,
        elements,
        () -> {
          float[] array = values.get();
          ByteBuffer bytes = littleEndian(Math.multiplyExact(array.length, Float.BYTES));
          bytes.asFloatBuffer().put(array);
          return bytes;
        });
  }

  /// Elements of 16 bits, rounded from values that are computed when the graph is written.
  ///
  /// @param elements how many `values` will return
  public static TensorData halves(long elements, Supplier<float[]> values) {
    return new TensorData(
        ElementType.FLOAT16,
        elements,
        () -> {
          float[] array = values.get();
          ByteBuffer bytes = littleEndian(Math.multiplyExact(array.length, Short.BYTES));
          for (float value : array) {
            bytes.putShort(Float.floatToFloat16(value));
          }
          return bytes.flip();
        });
  }

  public static TensorData int8(byte... values) {
    return int8(values.length, () -> values);
  }

  /// Elements that are computed when the graph is written.
  ///
  /// @param elements how many `values` will return
  public static TensorData int8(long elements, Supplier<byte[]> values) {
    return new TensorData(ElementType.INT8, elements, () -> ByteBuffer.wrap(values.get()));
  }

  /// Each byte is read as a number from 0 to 255.
  public static TensorData uint8(byte... values) {
    return uint8(values.length, () -> values);
  }

  /// Elements that are computed when the graph is written.
  ///
  /// @param elements how many `values` will return
  public static TensorData uint8(long elements, Supplier<byte[]> values) {
    return new TensorData(ElementType.UINT8, elements, () -> ByteBuffer.wrap(values.get()));
  }

  public static TensorData int32(int... values) {
    return new TensorData(
        ElementType.INT32,
        values.length,
        () -> {
          ByteBuffer bytes = littleEndian(Math.multiplyExact(values.length, Integer.BYTES));
          bytes.asIntBuffer().put(values);
          return bytes;
        });
  }

  public static TensorData int64(long... values) {
    return new TensorData(
        ElementType.INT64,
        values.length,
        () -> {
          ByteBuffer bytes = littleEndian(Math.multiplyExact(values.length, Long.BYTES));
          bytes.asLongBuffer().put(values);
          return bytes;
        });
  }

  public ElementType type() {
    return type;
  }

  public long elements() {
    return elements;
  }

  /// The size in a file.
  public long byteCount() {
    return Math.multiplyExact(elements, type.bytes());
  }

  /// The elements, little-endian.
  ByteBuffer bytes() {
    ByteBuffer bytes = source.get();
    if (bytes.remaining() != byteCount()) {
      throw new IllegalStateException(
          "A constant of %d bytes was announced with %d."
              .formatted(bytes.remaining(), byteCount()));
    }
    return bytes;
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
