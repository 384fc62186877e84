package dev.parley.tts.ssml;

import dev.parley.tts.prosody.Pitch;
import dev.parley.tts.prosody.Prosody;

/// What emphasis does to the way of speaking.
enum Emphasis {
  STRONG(0.88, 3, 1.5),
  MODERATE(0.94, 1.5, 0.8),
  NONE(1, 0, 0),
  REDUCED(1.1, -3, -0.8);

  private final double rate;
  private final double decibels;
  private final double semitones;

  Emphasis(double rate, double decibels, double semitones) {
    this.rate = rate;
    this.decibels = decibels;
    this.semitones = semitones;
  }

  Prosody change() {
    return new Prosody(rate, decibels, Pitch.semitones(semitones));
  }
}
