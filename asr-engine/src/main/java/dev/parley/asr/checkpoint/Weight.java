package dev.parley.asr.checkpoint;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;

/// One tensor of a checkpoint. Reading converts from the stored type each time; nothing is kept.
///
/// A matrix of a linear layer has its outputs as rows and its inputs as columns.
public sealed interface Weight {
  /// The sizes of the dimensions, the outermost first.
  List<Long> shape();

  /// The values, row-major, in an array of the caller's own.
  ///
  /// @throws IllegalStateException if the checkpoint is closed
  float[] floats();

  /// The size of one dimension.
  default int size(int axis) {
    return Math.toIntExact(shape().get(axis));
  }

  /// The number of values.
  default int elements() {
    return Math.toIntExact(shape().stream().reduce(1L, Math::multiplyExact));
  }

  /// Lies in the file as it is.
  record Stored(StoredType type, List<Long> shape, MemorySegment bytes) implements Weight {
    @Override
    public float[] floats() {
      float[] values = new float[elements()];
      type.read(bytes, values, 0);
      return values;
    }
  }

  /// Whole numbers in the file, with one divisor for each row.
  record Scaled(Stored numbers, Stored divisors) implements Weight {
    @Override
    public List<Long> shape() {
      return numbers.shape();
    }

    @Override
    public float[] floats() {
      float[] values = numbers.floats();
      float[] rowDivisors = divisors.floats();
      int columns = values.length / rowDivisors.length;
      for (int i = 0; i < values.length; i++) {
        values[i] /= rowDivisors[i / columns];
      }
      return values;
    }
  }

  /// Several tensors, one below the other.
  record Stacked(List<Weight> parts) implements Weight {
    @Override
    public List<Long> shape() {
      long rows = parts.stream().mapToLong(part -> part.shape().getFirst()).sum();
      List<Long> inner = parts.getFirst().shape();
      return inner.size() == 1 ? List.of(rows) : List.of(rows, inner.get(1));
    }

    @Override
    public float[] floats() {
      float[] values = new float[elements()];
      int offset = 0;
      for (Weight part : parts) {
        float[] own = part.floats();
        System.arraycopy(own, 0, values, offset, own.length);
        offset += own.length;
      }
      return values;
    }
  }

  /// Some of the rows of a matrix, or of the elements of a vector.
  record Rows(Weight weight, int from, int count) implements Weight {
    @Override
    public List<Long> shape() {
      List<Long> whole = weight.shape();
      return whole.size() == 1 ? List.of((long) count) : List.of((long) count, whole.get(1));
    }

    @Override
    public float[] floats() {
      int row = weight.elements() / weight.size(0);
      return Arrays.copyOfRange(weight.floats(), from * row, (from + count) * row);
    }
  }

  /// A convolution over time as a matrix that is applied to neighbouring frames laid side by side.
  ///
  /// @param weight outputs × channels × taps; becomes outputs × (taps · channels), taps outermost
  record Unrolled(Weight weight) implements Weight {
    @Override
    public List<Long> shape() {
      return List.of(weight.shape().getFirst(), (long) weight.size(1) * weight.size(2));
    }

    @Override
    public float[] floats() {
      float[] values = weight.floats();
      float[] unrolled = new float[values.length];
      int channels = weight.size(1);
      int taps = weight.size(2);
      int index = 0;
      for (int output = 0; output < weight.size(0); output++) {
        for (int tap = 0; tap < taps; tap++) {
          for (int channel = 0; channel < channels; channel++) {
            unrolled[index++] = values[(output * channels + channel) * taps + tap];
          }
        }
      }
      return unrolled;
    }
  }

  /// A matrix or vector without its mean along one axis.
  ///
  /// @param axis 0: every column has the mean 0; 1: every row
  record Centred(Weight weight, int axis) implements Weight {
    @Override
    public List<Long> shape() {
      return weight.shape();
    }

    @Override
    public float[] floats() {
      float[] values = weight.floats();
      int columns = shape().size() == 1 ? 1 : size(1);
      int step = axis == 0 ? columns : 1;
      int count = axis == 0 ? size(0) : columns;
      int lines = values.length / count;
      for (int line = 0; line < lines; line++) {
        int first = axis == 0 ? line : line * columns;
        double sum = 0;
        for (int i = 0; i < count; i++) {
          sum += values[first + i * step];
        }
        float mean = (float) (sum / count);
        for (int i = 0; i < count; i++) {
          values[first + i * step] -= mean;
        }
      }
      return values;
    }
  }

  /// Zeros that no file holds: the key projections of Whisper have no bias.
  record Zeros(List<Long> shape) implements Weight {
    @Override
    public float[] floats() {
      return new float[elements()];
    }
  }

  /// Whether the shape is this one.
  default boolean hasShape(long... sizes) {
    return shape().equals(Arrays.stream(sizes).boxed().toList());
  }
}
