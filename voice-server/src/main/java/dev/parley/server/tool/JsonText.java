package dev.parley.server.tool;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;

/// JSON between the wire, where it is a tree, and models, which write and read text.
public final class JsonText {
  /// Deep enough for any tool, and shallow enough for every recursion.
  private static final int DEEPEST = 64;

  private static final double LARGEST_WHOLE = 1L << 53;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonText() {}

  /// Whether a text is a JSON object that [#read] takes.
  public static boolean isObject(String text) {
    try {
      return JSON.readTree(text) instanceof ObjectNode;
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /// Reads an object.
  ///
  /// @throws IllegalArgumentException if it is none
  public static Struct read(String text) {
    try {
      if (JSON.readTree(text) instanceof ObjectNode object) {
        return struct(object);
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The text is no JSON.", e);
    }
    throw new IllegalArgumentException("The text is no JSON object.");
  }

  /// Writes an object; whole numbers without a fraction.
  public static String write(Struct struct) {
    return node(struct).toString();
  }

  /// Writes any value; a text that stands alone as it is, without quotes.
  public static String write(Value value) {
    return switch (value.getKindCase()) {
      case STRING_VALUE -> value.getStringValue();
      case NULL_VALUE, NUMBER_VALUE, BOOL_VALUE, STRUCT_VALUE, LIST_VALUE, KIND_NOT_SET ->
          node(value).toString();
    };
  }

  /// The first characters of a text, without half a character at the end, which no JSON can hold.
  public static String beginning(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }

  private static Struct struct(ObjectNode object) {
    Struct.Builder struct = Struct.newBuilder();
    object.properties().forEach(field -> struct.putFields(field.getKey(), value(field.getValue())));
    return struct.build();
  }

  private static Value value(JsonNode node) {
    Value.Builder value = Value.newBuilder();
    return switch (node.getNodeType()) {
      case OBJECT -> value.setStructValue(struct((ObjectNode) node)).build();
      case ARRAY -> {
        ListValue.Builder list = ListValue.newBuilder();
        node.forEach(item -> list.addValues(value(item)));
        yield value.setListValue(list).build();
      }
      case STRING -> value.setStringValue(node.textValue()).build();
      case NUMBER -> value.setNumberValue(node.doubleValue()).build();
      case BOOLEAN -> value.setBoolValue(node.booleanValue()).build();
      case NULL, MISSING, BINARY, POJO -> value.setNullValue(NullValue.NULL_VALUE).build();
    };
  }

  private static JsonNode node(Struct struct) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    struct.getFieldsMap().forEach((key, value) -> object.set(key, node(value)));
    return object;
  }

  private static JsonNode node(Value value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (value.getKindCase()) {
      case STRUCT_VALUE -> node(value.getStructValue());
      case LIST_VALUE -> {
        ArrayNode list = nodes.arrayNode();
        value.getListValue().getValuesList().forEach(item -> list.add(node(item)));
        yield list;
      }
      case STRING_VALUE -> nodes.textNode(value.getStringValue());
      case NUMBER_VALUE -> number(value.getNumberValue());
      case BOOL_VALUE -> nodes.booleanNode(value.getBoolValue());
      case NULL_VALUE, KIND_NOT_SET -> nodes.nullNode();
    };
  }

  private static JsonNode number(double number) {
    return number == Math.rint(number) && Math.abs(number) < LARGEST_WHOLE
        ? JsonNodeFactory.instance.numberNode((long) number)
        : JsonNodeFactory.instance.numberNode(number);
  }
}
