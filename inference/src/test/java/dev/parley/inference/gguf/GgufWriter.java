package dev.parley.inference.gguf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Writes small GGUF files.
public final class GgufWriter {
  private static final int ALIGNMENT = 32;

  private record Tensor(String name, List<Long> shape, int type, ByteBuffer bytes) {}

  private final int version;
  private final ByteArrayOutputStream settings = new ByteArrayOutputStream();
  private final List<Tensor> tensors = new ArrayList<>();
  private int settingCount;

  public GgufWriter(int version) {
    this.version = version;
  }

  public GgufWriter text(String key, String value) {
    return setting(key, 8, string(value));
  }

  public GgufWriter whole(String key, int value) {
    return setting(key, 4, ints(value));
  }

  public GgufWriter number(String key, float value) {
    return setting(key, 6, ints(Float.floatToIntBits(value)));
  }

  public GgufWriter flag(String key, boolean value) {
    return setting(key, 7, (byte) (value ? 1 : 0));
  }

  public GgufWriter texts(String key, List<String> values) {
    ByteArrayOutputStream items = new ByteArrayOutputStream();
    items.writeBytes(ints(8));
    items.writeBytes(longs(values.size()));
    values.forEach(value -> items.writeBytes(string(value)));
    return setting(key, 9, items.toByteArray());
  }

  public GgufWriter wholes(String key, int... values) {
    ByteArrayOutputStream items = new ByteArrayOutputStream();
    items.writeBytes(ints(5));
    items.writeBytes(longs(values.length));
    items.writeBytes(ints(values));
    return setting(key, 9, items.toByteArray());
  }

  /// A setting of any type, its value as it lies in the file.
  public GgufWriter setting(String key, int type, byte... value) {
    settings.writeBytes(string(key));
    settings.writeBytes(ints(type));
    settings.writeBytes(value);
    settingCount++;
    return this;
  }

  /// @param shape the outermost dimension first
  public GgufWriter tensor(String name, int type, byte[] bytes, long... shape) {
    tensors.add(
        new Tensor(name, Arrays.stream(shape).boxed().toList(), type, ByteBuffer.wrap(bytes)));
    return this;
  }

  public GgufWriter floats(String name, float[] values, long... shape) {
    byte[] bytes = new byte[4 * values.length];
    little(bytes).asFloatBuffer().put(values);
    return tensor(name, 0, bytes, shape);
  }

  public byte[] toBytes() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
    file.writeBytes(ints(version));
    file.writeBytes(longs(tensors.size(), settingCount));
    file.writeBytes(settings.toByteArray());
    long offset = 0;
    for (Tensor tensor : tensors) {
      file.writeBytes(string(tensor.name));
      file.writeBytes(ints(tensor.shape.size()));
      tensor.shape.reversed().forEach(size -> file.writeBytes(longs(size)));
      file.writeBytes(ints(tensor.type));
      file.writeBytes(longs(offset));
      offset += aligned(tensor.bytes.capacity());
    }
    pad(file);
    for (Tensor tensor : tensors) {
      byte[] bytes = new byte[tensor.bytes.capacity()];
      tensor.bytes.get(0, bytes);
      file.writeBytes(bytes);
      pad(file);
    }
    return file.toByteArray();
  }

  public Path write(Path path) throws IOException {
    return Files.write(path, toBytes());
  }

  private static void pad(ByteArrayOutputStream file) {
    file.writeBytes(new byte[(int) (aligned(file.size()) - file.size())]);
  }

  private static long aligned(long size) {
    return Math.ceilDiv(size, ALIGNMENT) * ALIGNMENT;
  }

  private static byte[] string(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[8 + utf8.length];
    little(bytes).putLong(utf8.length).put(utf8);
    return bytes;
  }

  private static byte[] ints(int... values) {
    byte[] bytes = new byte[4 * values.length];
    little(bytes).asIntBuffer().put(values);
    return bytes;
  }

  private static byte[] longs(long... values) {
    byte[] bytes = new byte[8 * values.length];
    little(bytes).asLongBuffer().put(values);
    return bytes;
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
