package dev.parley.inference.graph;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import dev.parley.inference.graph.onnx.ModelProto;
import java.io.IOException;

/// The bytes of an ONNX file as a message.
final class ModelBytes {
  private ModelBytes() {}

  /// The message, whose weights stay where they lie in `model`: nobody may write to it any more.
  ///
  /// @throws IOException if the bytes are no ONNX model
  static ModelProto parse(byte[] model) throws IOException {
    CodedInputStream bytes = UnsafeByteOperations.unsafeWrap(model).newCodedInput();
    bytes.enableAliasing(true);
    return ModelProto.parseFrom(bytes);
  }

  /// As [#parse], for models whose source is the caller's to name.
  ///
  /// @throws IllegalArgumentException with a sentence if the bytes are no ONNX model
  static ModelProto require(byte[] model) {
    try {
      return parse(model);
    } catch (IOException e) {
      throw new IllegalArgumentException("This is no ONNX model: " + e.getMessage(), e);
    }
  }
}
