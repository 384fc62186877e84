package dev.parley.inference.graph;

import com.google.protobuf.ByteString;
import dev.parley.inference.graph.onnx.AttributeProto;
import dev.parley.inference.graph.onnx.AttributeProto.AttributeType;
import java.util.Arrays;

/// A setting of a node.
public final class Attribute {
  private final AttributeProto message;

  private Attribute(AttributeProto.Builder message) {
    this.message = message.build();
  }

  public static Attribute of(String name, long value) {
    return new Attribute(named(name, AttributeType.INT).setI(value));
  }

  public static Attribute of(String name, float value) {
    return new Attribute(named(name, AttributeType.FLOAT).setF(value));
  }

  public static Attribute of(String name, String value) {
    return new Attribute(named(name, AttributeType.STRING).setS(ByteString.copyFromUtf8(value)));
  }

  public static Attribute of(String name, long[] values) {
    return new Attribute(
        named(name, AttributeType.INTS).addAllInts(Arrays.stream(values).boxed().toList()));
  }

  AttributeProto message() {
    return message;
  }

  private static AttributeProto.Builder named(String name, AttributeType type) {
    return AttributeProto.newBuilder().setName(name).setType(type);
  }
}
