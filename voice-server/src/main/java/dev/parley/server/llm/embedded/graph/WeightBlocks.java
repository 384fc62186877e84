package dev.parley.server.llm.embedded.graph;

import dev.parley.inference.gguf.BlockType;
import dev.parley.inference.gguf.GgufTensor;
import dev.parley.inference.gguf.ScaledBlock;
import java.util.List;

/// Matrices of equal width, one below the other, in blocks of 32 weights that are whole numbers
/// times a scale, plus an offset: as they are stored or, if they are stored otherwise, rounded to 8
/// bits.
///
/// @param parts whose width is a multiple of 32
record WeightBlocks(List<GgufTensor> parts) {
  static final int BLOCK = ScaledBlock.NUMBERS;

  private static final int LARGEST = 127;

  /// Takes one block after the other.
  interface Visitor {
    /// @param index counted through all rows
    /// @param numbers of the block; change with the next one
    void visit(int index, int[] numbers, float scale, float offset);
  }

  int rows() {
    return parts.stream().mapToInt(GgufTensor::rows).sum();
  }

  int columns() {
    return parts.getFirst().columns();
  }

  int blocksPerRow() {
    return columns() / BLOCK;
  }

  int count() {
    return Math.multiplyExact(rows(), blocksPerRow());
  }

  /// Whether all numbers are from 0 to 15 and their offset is -8 times the scale.
  boolean haveFourBitsAroundEight() {
    return parts.stream().allMatch(part -> part.type() == BlockType.Q4_0);
  }

  /// Whether a number can mean something else than itself times the scale.
  boolean haveOffsets() {
    return parts.stream().anyMatch(part -> part.type().isScaled() && part.type() != BlockType.Q8_0);
  }

  void forEach(Visitor visitor) {
    int index = 0;
    for (GgufTensor part : parts) {
      if (part.type().isScaled()) {
        stored(part, index, visitor);
      } else {
        rounded(part, index, visitor);
      }
      index += part.rows() * blocksPerRow();
    }
  }

  private static void stored(GgufTensor part, int first, Visitor visitor) {
    ScaledBlock block = new ScaledBlock();
    int count = part.rows() * part.blocksPerRow();
    for (int i = 0; i < count; i++) {
      part.read(i, block);
      visitor.visit(first + i, block.numbers(), block.scale(), block.offset());
    }
  }

  private static void rounded(GgufTensor part, int first, Visitor visitor) {
    int[] numbers = new int[BLOCK];
    int index = first;
    for (int row = 0; row < part.rows(); row++) {
      float[] values = part.floats(row, 1);
      for (int from = 0; from < values.length; from += BLOCK) {
        float largest = 0;
        for (int i = 0; i < BLOCK; i++) {
          largest = Math.max(largest, Math.abs(values[from + i]));
        }
        float scale = largest == 0 ? 1 : largest / LARGEST;
        for (int i = 0; i < BLOCK; i++) {
          numbers[i] = Math.round(values[from + i] / scale);
        }
        visitor.visit(index++, numbers, scale, 0);
      }
    }
  }
}
