package dev.parley.asr.graph;

import java.util.Locale;

/// How the weights of the linear layers are stored and multiplied. Convolutions, normalisations and
/// attention are always float32.
public enum Precision {
  /// As trained; the reference for the other.
  FLOAT32,
  /// Eight bits: about a quarter of the memory and of the time.
  INT8;

  /// The precision of that name.
  ///
  /// @throws IllegalArgumentException with a sentence if there is none
  public static Precision of(String name) {
    for (Precision precision : values()) {
      if (precision.toString().equals(name)) {
        return precision;
      }
    }
    throw new IllegalArgumentException(
        "The precision '%s' is unknown; use int8 or float32.".formatted(name));
  }

  /// The lower-case name that settings and file names use.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
