package dev.parley.inference.graph;

import dev.parley.inference.graph.onnx.TensorProto.DataType;

/// What a tensor consists of.
public enum ElementType {
  FLOAT32(DataType.FLOAT, Float.BYTES),
  FLOAT16(DataType.FLOAT16, Short.BYTES),
  UINT8(DataType.UINT8, Byte.BYTES),
  INT8(DataType.INT8, Byte.BYTES),
  INT32(DataType.INT32, Integer.BYTES),
  INT64(DataType.INT64, Long.BYTES);

  private final DataType code;
  private final int bytes;

  ElementType(DataType code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /// The size of one element.
  public int bytes() {
    return bytes;
  }

  /// The number that the ONNX specification gives the type, for attributes such as that of `Cast`.
  public int code() {
    return code.getNumber();
  }
}
