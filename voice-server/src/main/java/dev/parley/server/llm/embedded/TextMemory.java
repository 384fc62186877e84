package dev.parley.server.llm.embedded;

import dev.parley.inference.onnx.Tensor;
import dev.parley.server.llm.embedded.graph.LlamaDimensions;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What the model keeps of a text that it has read: the keys and values of each token, in native
/// memory. One text after the other may be kept; what they begin with alike need not be read again.
///
/// Belongs to one computation at a time.
final class TextMemory implements AutoCloseable {
  private final int headFloats;
  private final int headWidth;
  private final Tensor all;
  private final List<Tensor> layers = new ArrayList<>();
  private final int[] tokens;
  private final float[] scores;
  private int length;

  /// Where a run finds the number of tokens before its own.
  final Tensor past = Tensor.ints(1);

  /// Where a run leaves the scores of what may follow its last token.
  final Tensor output;

  /// @param capacity the most tokens of a text
  TextMemory(LlamaDimensions sizes, int capacity) {
    headWidth = sizes.headWidth();
    headFloats = Math.multiplyExact(capacity, headWidth);
    int slice = Math.multiplyExact(sizes.keyValueHeads(), headFloats);
    tokens = new int[capacity];
    scores = new float[sizes.vocabulary()];
    output = Tensor.floats(1, 1, sizes.vocabulary());
    all = Tensor.floats(2L * sizes.layers(), slice);
    for (int i = 0; i < 2 * sizes.layers(); i++) {
      layers.add(
          all.slice(Math.multiplyExact(i, slice), 1, sizes.keyValueHeads(), capacity, headWidth));
    }
  }

  /// Keys and values of the first layer, of the second, and so on.
  List<Tensor> layers() {
    return layers;
  }

  int capacity() {
    return tokens.length;
  }

  /// How many tokens have been read.
  int length() {
    return length;
  }

  /// The tokens that have been read, the first [#length] of the array. Not to be changed.
  int[] tokens() {
    return tokens;
  }

  /// The scores of what may follow the last token that was read, in an array that the caller may
  /// change and the next call fills again: one for every token would be the most garbage of all.
  float[] scores() {
    output.floats().get(scores);
    return scores;
  }

  /// How many tokens at the beginning are the same as those of `text`.
  int shared(int[] text) {
    int most = Math.min(length, text.length);
    int difference = Arrays.mismatch(tokens, 0, most, text, 0, most);
    return difference < 0 ? most : difference;
  }

  /// Notes tokens whose keys and values have been written behind the others.
  void append(int[] text) {
    System.arraycopy(text, 0, tokens, length, text.length);
    length += text.length;
  }

  /// Forgets all but the first tokens.
  void truncate(int newLength) {
    if (newLength < 0 || newLength > length) {
      throw new IllegalArgumentException(
          "A text of %d tokens cannot be cut to %d.".formatted(length, newLength));
    }
    length = newLength;
  }

  /// Takes over the first tokens of another text instead of its own.
  void copy(TextMemory other, int count) {
    FloatBuffer from = other.all.floats();
    FloatBuffer to = all.floats();
    int heads = to.capacity() / headFloats;
    for (int head = 0; head < heads; head++) {
      to.put(head * headFloats, from, head * other.headFloats, count * headWidth);
    }
    System.arraycopy(other.tokens, 0, tokens, 0, count);
    length = count;
  }

  @Override
  public void close() {
    layers.forEach(Tensor::close);
    past.close();
    output.close();
    all.close();
  }
}
