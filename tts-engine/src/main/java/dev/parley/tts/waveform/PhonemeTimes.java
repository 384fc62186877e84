package dev.parley.tts.waveform;

import dev.parley.tts.phoneme.PhonemeSplitter.Part;

/// When the symbols of an utterance sound, in its samples. Filled part by part, in order.
final class PhonemeTimes {
  private final int[] starts;
  private final int[] ends;
  private int next;

  PhonemeTimes(int symbols) {
    starts = new int[symbols];
    ends = new int[symbols];
  }

  /// Takes over a part that was spoken.
  ///
  /// @param bounds of its symbols before it was trimmed
  /// @param trimmed samples that were taken away at the start of the part
  /// @param offset of the part in the utterance, in samples
  /// @param length of the part, in samples
  void add(Part part, int[] bounds, int trimmed, int offset, int length) {
    if (bounds.length == 0) {
      return;
    }
    silentUntil(part.start());
    for (int symbol = 0; symbol + 1 < bounds.length; symbol++) {
      starts[next] = offset + Math.clamp(bounds[symbol] - trimmed, 0, length);
      ends[next++] = offset + Math.clamp(bounds[symbol + 1] - trimmed, 0, length);
    }
  }

  /// When all symbols of the utterance sound, with its samples.
  Utterance of(float[] samples) {
    silentUntil(starts.length);
    return new Utterance(samples, starts, ends);
  }

  /// Symbols up to there have no sound.
  private void silentUntil(int symbol) {
    int position = next == 0 ? 0 : ends[next - 1];
    while (next < symbol) {
      starts[next] = position;
      ends[next++] = position;
    }
  }
}
