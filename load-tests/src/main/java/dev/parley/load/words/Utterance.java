package dev.parley.load.words;

import java.util.Arrays;
import java.util.List;

/// Something that is said at a known place of a recording, in samples.
///
/// @param words normalised, none empty
public record Utterance(long start, long end, List<String> words) {
  public static Utterance of(long start, long end, String transcript) {
    return new Utterance(
        start,
        end,
        Arrays.stream(transcript.split("\\s+"))
            .map(WordMatching::normalized)
            .filter(word -> !word.isEmpty())
            .toList());
  }
}
