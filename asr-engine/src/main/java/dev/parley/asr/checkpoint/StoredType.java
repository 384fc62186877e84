package dev.parley.asr.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// How a number is stored in a checkpoint, always little-endian.
enum StoredType {
  FLOAT32(4),
  FLOAT16(2),
  BFLOAT16(2),
  INT8(1),
  INT16(2),
  INT32(4);

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final int bytes;

  StoredType(int bytes) {
    this.bytes = bytes;
  }

  int bytes() {
    return bytes;
  }

  /// Converts all of `source` into `target` from `offset` on.
  void read(MemorySegment source, float[] target, int offset) {
    int count = Math.toIntExact(source.byteSize() / bytes);
    switch (this) {
      case FLOAT32 -> MemorySegment.copy(source, FLOAT, 0, target, offset, count);
      case FLOAT16 -> {
        for (int i = 0; i < count; i++) {
          target[offset + i] = Float.float16ToFloat(source.get(SHORT, 2L * i));
        }
      }
      case BFLOAT16 -> {
        for (int i = 0; i < count; i++) {
          target[offset + i] = Float.intBitsToFloat(source.get(SHORT, 2L * i) << Short.SIZE);
        }
      }
      case INT8 -> {
        for (int i = 0; i < count; i++) {
          target[offset + i] = source.get(ValueLayout.JAVA_BYTE, i);
        }
      }
      case INT16 -> {
        for (int i = 0; i < count; i++) {
          target[offset + i] = source.get(SHORT, 2L * i);
        }
      }
      case INT32 -> {
        for (int i = 0; i < count; i++) {
          target[offset + i] = source.get(INT, 4L * i);
        }
      }
    }
  }
}
