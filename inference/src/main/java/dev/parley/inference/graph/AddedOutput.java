package dev.parley.inference.graph;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.inference.graph.onnx.ModelProto;
import dev.parley.inference.graph.onnx.ValueInfoProto;

/// Makes a value that a finished model computes for itself one of its outputs.
public final class AddedOutput {
  private AddedOutput() {}

  /// The model with one more output, of whatever type and shape the value has; a model that does
  /// not compute the value comes back as it was.
  ///
  /// Takes the memory of two more copies of the model for a while.
  ///
  /// @param model an ONNX file; not changed
  /// @param value the name of an output of one of its nodes
  /// @throws IllegalArgumentException with a sentence if the bytes are no ONNX model
  public static byte[] to(byte[] model, String value) {
    try {
      ModelProto.Builder changed = ModelProto.parseFrom(model).toBuilder();
      boolean computed =
          changed.getGraph().getNodeList().stream()
              .anyMatch(node -> node.getOutputList().contains(value));
      if (!computed) {
        return model;
      }
      changed.getGraphBuilder().addOutput(ValueInfoProto.newBuilder().setName(value));
      return changed.build().toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("This is no ONNX model: " + e.getMessage(), e);
    }
  }
}
