package dev.parley.inference.gguf;

import java.lang.foreign.MemorySegment;
import java.util.List;

/// One tensor of a GGUF file, which lies there as it was stored. Reading converts each time;
/// nothing is kept. Not readable after the file has been closed.
///
/// @param shape the sizes of the dimensions, the outermost first: a matrix of a linear layer has
///     its outputs as rows and its inputs as columns
/// @param bytes the blocks, row after row
public record GgufTensor(String name, BlockType type, List<Long> shape, MemorySegment bytes) {
  /// The size of the innermost dimension.
  public int columns() {
    return Math.toIntExact(shape.getLast());
  }

  /// How many rows of [#columns] numbers there are.
  public int rows() {
    return Math.toIntExact(
        shape.subList(0, shape.size() - 1).stream().reduce(1L, Math::multiplyExact));
  }

  /// All numbers, row by row, in an array of the caller's own.
  public float[] floats() {
    return floats(0, rows());
  }

  /// The numbers of some rows, in an array of the caller's own.
  public float[] floats(int firstRow, int count) {
    int blocks = blocksPerRow();
    float[] values = new float[Math.multiplyExact(count, columns())];
    new BlockReader(bytes)
        .read(type, (long) firstRow * blocks, Math.multiplyExact(count, blocks), values, 0);
    return values;
  }

  /// How many blocks lie in a row.
  public int blocksPerRow() {
    return columns() / type.elements();
  }

  /// Reads a block as it is stored, counted through all rows. Only for types for which
  /// [BlockType#isScaled] holds.
  public void read(long block, ScaledBlock target) {
    new BlockReader(bytes).read(type, block, target);
  }
}
