package dev.parley.tts.hibari;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Makes hibari's network say how long each phoneme lasts, which it computes but keeps to itself.
///
/// An ONNX file is a protocol buffer message, and messages that are written one behind the other
/// are read as one whose lists are joined: a model of nothing but an output is appended.
final class DurationOutput {
  /// The durations of the phonemes, int64, in units of some frames of the spectrum.
  static final String NAME = "/Cast_32_output_0";

  /// Fields of length-delimited type: `ModelProto.graph`, `GraphProto.output`,
  /// `ValueInfoProto.name`.
  private static final int GRAPH = 7 << 3 | 2;

  private static final int OUTPUT = 12 << 3 | 2;
  private static final int VALUE_NAME = 1 << 3 | 2;

  private DurationOutput() {}

  /// Whether the network computes the durations under that name.
  static boolean isIn(byte[] model) {
    byte[] name = NAME.getBytes(UTF_8);
    for (int i = 0; i + name.length <= model.length; i++) {
      if (model[i] == name[0] && Arrays.equals(model, i, i + name.length, name, 0, name.length)) {
        return true;
      }
    }
    return false;
  }

  /// The model with one more output.
  static byte[] added(byte[] model) {
    byte[] output = field(GRAPH, field(OUTPUT, field(VALUE_NAME, NAME.getBytes(UTF_8))));
    return ByteBuffer.allocate(model.length + output.length).put(model).put(output).array();
  }

  /// @param content shorter than 128 bytes, so that its length takes one
  private static byte[] field(int tag, byte[] content) {
    return ByteBuffer.allocate(2 + content.length)
        .put((byte) tag)
        .put((byte) content.length)
        .put(content)
        .array();
  }
}
