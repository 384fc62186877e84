package dev.parley.asr.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads the container of CTranslate2, binary version 6: a list of named tensors, then a list of
/// aliases. Little-endian; a string is its length in 16 bits, closing NUL included, and its bytes.
final class CTranslate2Reader {
  private static final int VERSION = 6;
  private static final String SPECIFICATION = "WhisperSpec";
  private static final int MOST_DIMENSIONS = 8;
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Path file;
  private final MemorySegment content;
  private long position;
  private String place = "header";

  private CTranslate2Reader(Path file, MemorySegment content) {
    this.file = file;
    this.content = content;
  }

  /// @throws CheckpointException if the file is no complete Whisper model of that version
  static TensorSource read(Path file, MemorySegment content) {
    return new CTranslate2Reader(file, content).read();
  }

  private TensorSource read() {
    long version = unsignedInt();
    if (version != VERSION) {
      throw new CheckpointException(
          file,
          "is no CTranslate2 model of version %d: its first number is %d"
              .formatted(VERSION, version));
    }
    String specification = string();
    if (!specification.equals(SPECIFICATION)) {
      throw new CheckpointException(
          file, "holds a '%s' and no Whisper model".formatted(specification));
    }
    unsignedInt(); // The revision of the specification: names have been the same in all of them.
    Map<String, Weight.Stored> tensors = new HashMap<>();
    long variables = unsignedInt();
    for (long i = 0; i < variables; i++) {
      place = "tensor number %d of %d".formatted(i + 1, variables);
      String name = string();
      place = "tensor '" + name + "'";
      tensors.put(name, tensor());
    }
    place = "list of aliases";
    long aliases = unsignedInt();
    for (long i = 0; i < aliases; i++) {
      String alias = string();
      Weight.Stored target = tensors.get(string());
      if (target != null) {
        tensors.put(alias, target);
      }
    }
    return new TensorSource(file, tensors);
  }

  private Weight.Stored tensor() {
    int rank = Byte.toUnsignedInt(take(1).get(ValueLayout.JAVA_BYTE, 0));
    if (rank > MOST_DIMENSIONS) {
      throw damaged("says that it has %d dimensions".formatted(rank));
    }
    List<Long> shape = new ArrayList<>(rank);
    for (int i = 0; i < rank; i++) {
      shape.add(unsignedInt());
    }
    StoredType type = type(take(1).get(ValueLayout.JAVA_BYTE, 0));
    long bytes = unsignedInt();
    if (bytes != Sizes.bytes(shape, type)) {
      throw damaged("has %d bytes, which does not fit its shape %s".formatted(bytes, shape));
    }
    return new Weight.Stored(type, List.copyOf(shape), take(bytes));
  }

  private StoredType type(byte code) {
    return switch (code) {
      case 0 -> StoredType.FLOAT32;
      case 1 -> StoredType.INT8;
      case 2 -> StoredType.INT16;
      case 3 -> StoredType.INT32;
      case 4 -> StoredType.FLOAT16;
      case 5 -> StoredType.BFLOAT16;
      default -> throw damaged("has the unknown type " + code);
    };
  }

  private String string() {
    int length = Short.toUnsignedInt(take(2).get(SHORT, 0));
    byte[] bytes = take(length).toArray(ValueLayout.JAVA_BYTE);
    return new String(bytes, 0, Math.max(0, length - 1), StandardCharsets.UTF_8);
  }

  private long unsignedInt() {
    return Integer.toUnsignedLong(take(4).get(INT, 0));
  }

  private MemorySegment take(long bytes) {
    if (bytes > content.byteSize() - position) {
      throw new CheckpointException(
          file,
          "is truncated: it ends at byte %d, inside its %s; download it again"
              .formatted(content.byteSize(), place));
    }
    MemorySegment slice = content.asSlice(position, bytes);
    position += bytes;
    return slice;
  }

  private CheckpointException damaged(String fault) {
    return new CheckpointException(file, "is damaged: its %s %s".formatted(place, fault));
  }
}
