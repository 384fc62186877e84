package dev.parley.load.words;

import java.util.OptionalLong;

/// Where an utterance starts and ends, in samples, as far as it can be told.
public record Bounds(OptionalLong start, OptionalLong end) {
  public static Bounds of(Utterance utterance) {
    return new Bounds(OptionalLong.of(utterance.start()), OptionalLong.of(utterance.end()));
  }
}
