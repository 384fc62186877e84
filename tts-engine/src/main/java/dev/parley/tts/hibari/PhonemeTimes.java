package dev.parley.tts.hibari;

import dev.parley.tts.hibari.PhonemeSplitter.Part;
import java.nio.LongBuffer;

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
  /// @param trimmed samples that were taken away at the start of the part
  /// @param offset of the part in the utterance, in samples
  /// @param length of the part, in samples
  void add(
      Part part,
      PhonemeVocabulary vocabulary,
      HibariSpectrum spectrum,
      int trimmed,
      int offset,
      int length) {
    LongBuffer durations = spectrum.durations();
    if (durations.capacity() == 0) {
      return;
    }
    long units = 0;
    for (int i = 0; i < durations.capacity(); i++) {
      units += durations.get(i);
    }
    double samplesPerUnit = (double) spectrum.frames() * HibariVocoder.HOP / units;
    silentUntil(part.start());
    // Before the first symbol and behind the last one, the network marks the edges.
    long passed = durations.get(0);
    int index = 1;
    for (char symbol : part.phonemes().toCharArray()) {
      int start = (int) Math.round(passed * samplesPerUnit) - trimmed;
      if (vocabulary.knows(symbol)) {
        passed += durations.get(index++);
      }
      int end = (int) Math.round(passed * samplesPerUnit) - trimmed;
      starts[next] = offset + Math.clamp(start, 0, length);
      ends[next++] = offset + Math.clamp(end, 0, length);
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
