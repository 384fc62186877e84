package dev.parley.inference.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// ONNX files of a few nodes, written field by field after `onnx.proto`.
final class SmallGraphs {
  private static final int FLOAT = 1;
  private static final int INT64 = 7;
  private static final int BOOL = 9;
  private static final int GRAPH_ATTRIBUTE = 5;

  private SmallGraphs() {}

  /// `sum = cache + delta`, all float32 of one free dimension.
  static byte[] sum() {
    return model(
        message(
            graph -> {
              graph.writeByteArray(1, node("Add", "cache delta", "sum", new byte[0]));
              graph.writeString(2, "sum");
              graph.writeByteArray(11, value("cache", FLOAT, "n"));
              graph.writeByteArray(11, value("delta", FLOAT, "n"));
              graph.writeByteArray(12, value("sum", FLOAT, "n"));
            }));
  }

  /// `end = start` after `trips` turns of a loop, which takes as long as wanted.
  static byte[] loop() {
    byte[] body =
        message(
            graph -> {
              graph.writeByteArray(1, node("Identity", "condition", "go", new byte[0]));
              graph.writeByteArray(1, node("Abs", "before", "after", new byte[0]));
              graph.writeString(2, "body");
              graph.writeByteArray(11, value("turn", INT64, null));
              graph.writeByteArray(11, value("condition", BOOL, null));
              graph.writeByteArray(11, value("before", FLOAT, "n"));
              graph.writeByteArray(12, value("go", BOOL, null));
              graph.writeByteArray(12, value("after", FLOAT, "n"));
            });
    byte[] attribute =
        message(
            out -> {
              out.writeString(1, "body");
              out.writeByteArray(6, body);
              out.writeInt32(20, GRAPH_ATTRIBUTE);
            });
    return model(
        message(
            graph -> {
              graph.writeByteArray(1, node("Loop", "trips  start", "end", attribute));
              graph.writeString(2, "loop");
              graph.writeByteArray(11, value("trips", INT64, null));
              graph.writeByteArray(11, value("start", FLOAT, "n"));
              graph.writeByteArray(12, value("end", FLOAT, "n"));
            }));
  }

  private interface Fields {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  private static byte[] message(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      fields.writeTo(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] model(byte[] graph) {
    return message(
        model -> {
          model.writeInt64(1, 8);
          model.writeByteArray(7, graph);
          model.writeByteArray(8, message(opset -> opset.writeInt64(2, 17)));
        });
  }

  /// @param inputs names with a space between; an empty one leaves an optional input out
  private static byte[] node(String operator, String inputs, String output, byte[] attribute) {
    return message(
        node -> {
          for (String input : Arrays.asList(inputs.split(" ", -1))) {
            node.writeString(1, input);
          }
          node.writeString(2, output);
          node.writeString(4, operator);
          if (attribute.length > 0) {
            node.writeByteArray(5, attribute);
          }
        });
  }

  private static byte[] value(String name, int type, @Nullable String dimension) {
    byte[] shape =
        dimension == null
            ? new byte[0]
            : message(out -> out.writeByteArray(1, message(d -> d.writeString(2, dimension))));
    byte[] tensor =
        message(
            out -> {
              out.writeInt32(1, type);
              out.writeBytes(2, ByteString.copyFrom(shape));
            });
    return message(
        out -> {
          out.writeString(1, name);
          out.writeByteArray(2, message(t -> t.writeByteArray(1, tensor)));
        });
  }
}
