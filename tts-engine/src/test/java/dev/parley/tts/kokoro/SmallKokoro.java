package dev.parley.tts.kokoro;

import dev.parley.inference.graph.Attribute;
import dev.parley.inference.graph.Axis;
import dev.parley.inference.graph.ElementType;
import dev.parley.inference.graph.GraphBuilder;
import dev.parley.inference.graph.Operator;
import dev.parley.inference.graph.TensorData;
import dev.parley.inference.graph.Value;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Files of Kokoro's shape whose sound tells what the network was given: a symbol sounds as a
/// constant of `number x LEVEL x first number of the style`, and lasts `UNITS` units or more.
final class SmallKokoro {
  /// Of the level, per number of a symbol.
  static final float LEVEL = 0.004f;

  /// Samples of a unit.
  static final int UNIT = 600;

  private SmallKokoro() {}

  /// How many units a symbol lasts at the network's own pace.
  static int units(long number) {
    return (int) (4 + 2 * (number % 3));
  }

  /// The first number of the style for so many symbols.
  static float style(int symbols) {
    return 0.5f + (symbols - 1) / 1_020f;
  }

  /// Writes a network with the names of the newer exports.
  static Path network(Path folder) throws IOException {
    return network(folder, "input_ids", "waveform", "Round");
  }

  /// @param rounding of the durations; anything but `Round` hides them
  static Path network(Path folder, String numbers, String waveform, String rounding)
      throws IOException {
    GraphBuilder graph = new GraphBuilder("kokoro");
    Value ids = graph.input(numbers, ElementType.INT64, Axis.of(1), Axis.free("count"));
    Value style = graph.input("style", ElementType.FLOAT32, Axis.of(1), Axis.of(256));
    Value speed = graph.input("speed", ElementType.FLOAT32, Axis.of(1));
    Value durations = durations(graph, ids, speed, rounding);
    Value first = graph.constant("first", TensorData.int64(0), 1);
    Value axis = graph.constant("axis", TensorData.int64(1), 1);
    Value loud = graph.node("loud", standard("Gather"), List.of(style, first), axis(1));
    Value level = graph.constant("level", TensorData.floats(LEVEL), 1);
    Value numbersAsFloats = cast(graph, "symbols", ids, ElementType.FLOAT32);
    Value scaled = graph.node("scaled", standard("Mul"), List.of(numbersAsFloats, level));
    Value levels = graph.node("levels", standard("Mul"), List.of(scaled, loud));
    Value flat = graph.node("flat", standard("Squeeze"), List.of(levels, first));
    Value units =
        graph.node("levels_of_units", standard("Gather"), List.of(flat, symbols(graph, durations)));
    Value column = graph.node("column_of_units", standard("Unsqueeze"), List.of(units, axis));
    Value unit = graph.constant("unit", TensorData.int64(1, UNIT), 2);
    Value samples = graph.node("samples", standard("Expand"), List.of(column, unit));
    Value row = graph.constant("row", TensorData.int64(1, -1), 2);
    Value audio = graph.node(waveform, standard("Reshape"), List.of(samples, row));
    graph.output(audio, ElementType.FLOAT32, Axis.of(1), Axis.free("length"));
    return Files.write(folder.resolve("model.onnx"), graph.toBytes());
  }

  /// Writes the styles of a voice.
  static Path styles(Path file) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(StyleTable.ROWS * StyleTable.WIDTH * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int row = 0; row < StyleTable.ROWS; row++) {
      bytes.putFloat(row * StyleTable.WIDTH * Float.BYTES, style(row + 1));
    }
    return Files.write(file, bytes.array());
  }

  private static Value durations(GraphBuilder graph, Value ids, Value speed, String rounding) {
    Value three = graph.constant("three", TensorData.int64(3), 1);
    Value two = graph.constant("two", TensorData.floats(2), 1);
    Value four = graph.constant("four", TensorData.floats(4), 1);
    Value one = graph.constant("one", TensorData.floats(1));
    Value kind = graph.node("kind", standard("Mod"), List.of(ids, three));
    Value number = cast(graph, "kind_as_float", kind, ElementType.FLOAT32);
    Value twice = graph.node("twice", standard("Mul"), List.of(number, two));
    Value units = graph.node("unpaced", standard("Add"), List.of(twice, four));
    Value paced = graph.node("paced", standard("Div"), List.of(units, speed));
    Value rounded = graph.node("rounded", standard(rounding), List.of(paced));
    return graph.node("durations", standard("Clip"), List.of(rounded, one));
  }

  /// For each unit, at which place of the input its symbol stands.
  private static Value symbols(GraphBuilder graph, Value durations) {
    Value zero = graph.constant("zero", TensorData.floats(0));
    Value step = graph.constant("step", TensorData.floats(1));
    Value along = graph.constant("along", TensorData.int64(1));
    Value second = graph.constant("second", TensorData.int64(1), 1);
    Value ends = graph.node("ends", standard("CumSum"), List.of(durations, along));
    Value length = graph.node("length", standard("ReduceMax"), List.of(ends), keep(0));
    Value times = graph.node("times", standard("Range"), List.of(zero, length, step));
    Value column = graph.node("column", standard("Unsqueeze"), List.of(times, second));
    Value passed = graph.node("passed", standard("GreaterOrEqual"), List.of(column, ends));
    Value counts = cast(graph, "counts", passed, ElementType.INT64);
    return graph.node("place", standard("ReduceSum"), List.of(counts, second), keep(0));
  }

  private static Value cast(GraphBuilder graph, String name, Value value, ElementType type) {
    return graph.node(name, standard("Cast"), List.of(value), Attribute.of("to", type.code()));
  }

  private static Operator standard(String type) {
    return Operator.standard(type);
  }

  private static Attribute axis(long axis) {
    return Attribute.of("axis", axis);
  }

  private static Attribute keep(long keep) {
    return Attribute.of("keepdims", keep);
  }
}
