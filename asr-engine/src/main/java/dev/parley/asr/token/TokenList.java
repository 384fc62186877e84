package dev.parley.asr.token;

import java.util.Arrays;
import java.util.Objects;

/// A growing list of tokens without boxes. Not thread-safe.
public final class TokenList {
  private int[] tokens = new int[32];
  private int size;

  public void add(int token) {
    if (size == tokens.length) {
      tokens = Arrays.copyOf(tokens, 2 * size);
    }
    tokens[size++] = token;
  }

  public void addAll(int... more) {
    for (int token : more) {
      add(token);
    }
  }

  public int get(int index) {
    return tokens[Objects.checkIndex(index, size)];
  }

  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /// Keeps the first `length` tokens.
  public void truncate(int length) {
    Objects.checkFromToIndex(0, length, size);
    size = length;
  }

  /// A copy.
  public int[] toArray() {
    return Arrays.copyOf(tokens, size);
  }

  @Override
  public String toString() {
    return Arrays.toString(toArray());
  }
}
