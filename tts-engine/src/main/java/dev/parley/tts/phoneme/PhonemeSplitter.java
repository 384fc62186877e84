package dev.parley.tts.phoneme;

import java.util.ArrayList;
import java.util.List;

/// Cuts phonemes into parts that a network speaks well.
public final class PhonemeSplitter {
  /// Networks are trained on utterances up to about this many phonemes.
  public static final int LONGEST = 400;

  private PhonemeSplitter() {}

  /// The parts in order, cut behind a clause, else at a blank, else anywhere.
  public static List<String> split(String phonemes) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    while (phonemes.length() - start > LONGEST) {
      int end = cut(phonemes, start);
      parts.add(phonemes.substring(start, end).strip());
      start = end;
    }
    parts.add(phonemes.substring(start).strip());
    parts.removeIf(String::isEmpty);
    return parts;
  }

  private static int cut(String phonemes, int start) {
    int blank = -1;
    for (int i = start + LONGEST; i > start + LONGEST / 4; i--) {
      if (phonemes.charAt(i) == ' ') {
        if (",;:—.!?…".indexOf(phonemes.charAt(i - 1)) >= 0) {
          return i;
        }
        blank = Math.max(blank, i);
      }
    }
    return blank > 0 ? blank : start + LONGEST;
  }
}
