package dev.parley.inference.graph;

import dev.parley.inference.graph.onnx.GraphProto;
import dev.parley.inference.graph.onnx.ModelProto;
import dev.parley.inference.graph.onnx.ValueInfoProto;
import java.util.Arrays;

/// Makes a value that a finished model computes for itself one of its outputs.
public final class AddedOutput {
  private AddedOutput() {}

  /// The model with one more output, of whatever type and shape the value has; a model that does
  /// not compute the value comes back as it was.
  ///
  /// Takes the memory of one more copy of the model for a while.
  ///
  /// @param model an ONNX file; not changed
  /// @param value the name of an output of one of its nodes
  /// @throws IllegalArgumentException with a sentence if the bytes are no ONNX model
  public static byte[] to(byte[] model, String value) {
    boolean computed =
        ModelBytes.require(model).getGraph().getNodeList().stream()
            .anyMatch(node -> node.getOutputList().contains(value));
    if (!computed) {
      return model;
    }
    // Readers merge a message with what follows it, so the weights need not be written again.
    byte[] output =
        ModelProto.newBuilder()
            .setGraph(GraphProto.newBuilder().addOutput(ValueInfoProto.newBuilder().setName(value)))
            .build()
            .toByteArray();
    byte[] changed = Arrays.copyOf(model, model.length + output.length);
    System.arraycopy(output, 0, changed, model.length, output.length);
    return changed;
  }
}
