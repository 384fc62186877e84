package dev.parley.tts.phoneme;

import java.util.ArrayList;
import java.util.List;

/// Cuts phonemes into parts that a network speaks well.
public final class PhonemeSplitter {
  /// Networks are trained on utterances up to about this many phonemes.
  public static final int LONGEST = 400;

  private PhonemeSplitter() {}

  /// @param start where it starts in all phonemes
  /// @param phonemes neither start nor end with a blank
  public record Part(int start, String phonemes) {}

  /// The parts in order, cut behind a clause, else at a blank, else anywhere, without blanks around
  /// them.
  public static List<Part> split(String phonemes) {
    List<Part> parts = new ArrayList<>();
    int start = 0;
    while (phonemes.length() - start > LONGEST) {
      int end = cut(phonemes, start);
      add(phonemes, start, end, parts);
      start = end;
    }
    add(phonemes, start, phonemes.length(), parts);
    return parts;
  }

  private static void add(String phonemes, int start, int end, List<Part> parts) {
    String leading = phonemes.substring(start, end).stripLeading();
    if (!leading.isEmpty()) {
      parts.add(new Part(end - leading.length(), leading.stripTrailing()));
    }
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
