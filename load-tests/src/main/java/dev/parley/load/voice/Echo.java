package dev.parley.load.voice;

import dev.parley.load.peer.WordErrors;

/// What recognisers heard of a spoken sentence.
///
/// @param parley the text of Parley's recogniser
/// @param other the text of the other recogniser
record Echo(
    String sentence, String parley, WordErrors parleyErrors, String other, WordErrors otherErrors) {
  boolean isFaultless() {
    return parleyErrors.errors() + otherErrors.errors() == 0;
  }
}
