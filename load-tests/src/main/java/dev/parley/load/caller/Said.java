package dev.parley.load.caller;

/// A sound that a caller has let be heard.
///
/// @param start of the sound on the time line of the call, in samples of 16 kHz
public record Said(Sound sound, long start) {
  /// Where it starts to be audible.
  public long onset() {
    return start + sound.onset();
  }

  /// Where it ends to be audible.
  public long end() {
    return start + sound.end();
  }
}
