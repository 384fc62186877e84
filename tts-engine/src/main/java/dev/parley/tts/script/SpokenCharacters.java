package dev.parley.tts.script;

import java.util.Arrays;

/// Collects the characters of a script, each with its place in the document.
final class SpokenCharacters {
  private final StringBuilder text = new StringBuilder();
  private int[] starts = new int[256];
  private int[] ends = new int[256];

  void add(char c, int start, int end) {
    int index = text.length();
    if (index == starts.length) {
      starts = Arrays.copyOf(starts, 2 * index);
      ends = Arrays.copyOf(ends, 2 * index);
    }
    starts[index] = start;
    ends[index] = end;
    text.append(c);
  }

  int length() {
    return text.length();
  }

  String text() {
    return text.toString();
  }

  int[] starts() {
    return Arrays.copyOf(starts, text.length());
  }

  int[] ends() {
    return Arrays.copyOf(ends, text.length());
  }
}
