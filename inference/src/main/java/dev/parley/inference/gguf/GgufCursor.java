package dev.parley.inference.gguf;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads the head of a GGUF file from its beginning on. Everything is little-endian.
final class GgufCursor {
  /// A list in a list in a list is more than any file has.
  private static final int DEEPEST_LIST = 4;

  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Path file;
  private final MemorySegment content;
  private long position;

  GgufCursor(Path file, MemorySegment content) {
    this.file = file;
    this.content = content;
  }

  long position() {
    return position;
  }

  int int32() {
    return content.get(INT, advance(Integer.BYTES));
  }

  long int64() {
    return content.get(LONG, advance(Long.BYTES));
  }

  /// A number of things that follow, each of which takes at least `leastBytes`.
  int count(long leastBytes) {
    long count = int64();
    long most = Math.min(Integer.MAX_VALUE, (content.byteSize() - position) / leastBytes);
    if (count < 0 || count > most) {
      throw damaged("announces %s things where there is no room for them".formatted(count));
    }
    return (int) count;
  }

  String text() {
    int length = count(1);
    byte[] bytes = content.asSlice(advance(length), length).toArray(ValueLayout.JAVA_BYTE);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  MetadataValue value() {
    return value(int32(), 0);
  }

  private MetadataValue value(int type, int depth) {
    return switch (type) {
      case 0 -> new MetadataValue.Whole(int8() & 0xFF);
      case 1 -> new MetadataValue.Whole(int8());
      case 2 -> new MetadataValue.Whole(int16() & 0xFFFF);
      case 3 -> new MetadataValue.Whole(int16());
      case 4 -> new MetadataValue.Whole(Integer.toUnsignedLong(int32()));
      case 5 -> new MetadataValue.Whole(int32());
      case 6 -> new MetadataValue.Real(Float.intBitsToFloat(int32()));
      case 7 -> new MetadataValue.Flag(int8() != 0);
      case 8 -> new MetadataValue.Text(text());
      case 9 -> items(depth + 1);
      case 10, 11 -> new MetadataValue.Whole(int64());
      case 12 -> new MetadataValue.Real(Double.longBitsToDouble(int64()));
      default -> throw damaged("has a setting of the unknown type " + type);
    };
  }

  private MetadataValue items(int depth) {
    if (depth > DEEPEST_LIST) {
      throw damaged("nests lists more than %d deep".formatted(DEEPEST_LIST));
    }
    int type = int32();
    int count = count(1);
    List<MetadataValue> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(value(type, depth));
    }
    return new MetadataValue.Items(List.copyOf(values));
  }

  /// @param fault what the file does, such as `has two ends`
  GgufException damaged(String fault) {
    return new GgufException(file, "is damaged: it " + fault, GgufFile.DAMAGED_REMEDY);
  }

  private byte int8() {
    return content.get(ValueLayout.JAVA_BYTE, advance(Byte.BYTES));
  }

  private short int16() {
    return content.get(SHORT, advance(Short.BYTES));
  }

  private long advance(long bytes) {
    long from = position;
    if (bytes > content.byteSize() - from) {
      throw new GgufException(
          file,
          "is truncated: it ends at byte %d, inside its list of settings and tensors"
              .formatted(content.byteSize()),
          GgufFile.DAMAGED_REMEDY);
    }
    position = from + bytes;
    return from;
  }
}
