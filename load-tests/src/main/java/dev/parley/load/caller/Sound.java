package dev.parley.load.caller;

import dev.parley.load.corpus.Samples;
import dev.parley.load.words.AudibleSpeech;
import dev.parley.load.words.Bounds;
import dev.parley.load.words.Utterance;
import java.io.IOException;
import java.nio.file.Path;

/// Something that a caller lets be heard. Immutable.
public final class Sound {
  /// What a sound is to a conversation.
  public enum Kind {
    /// Speech that wants an answer.
    SPEECH,
    /// Anything that should not be answered and stops no reply for good.
    NOISE
  }

  /// Frames of 20 ms that are quieter by so many decibels than the loudest one are not heard.
  private static final double QUIETER = 35;

  private static final int FRAME = 320;

  private final String name;
  private final Kind kind;
  private final float[] samples;
  private final int onset;
  private final int end;

  private Sound(String name, Kind kind, float[] samples, int onset, int end) {
    this.name = name;
    this.kind = kind;
    this.samples = samples;
    this.onset = onset;
    this.end = end;
  }

  /// A sound whose audible part is found by its energy, as [AudibleSpeech] does, or where that
  /// cannot tell, by what is not 35 dB quieter than its loudest 20 ms.
  ///
  /// @param samples at 16 kHz
  public static Sound of(String name, Kind kind, float... samples) {
    float[] own = samples.clone();
    Bounds bounds = AudibleSpeech.of(own, Utterance.of(0, own.length, ""));
    return new Sound(
        name,
        kind,
        own,
        (int) bounds.start().orElseGet(() -> first(own)),
        (int) bounds.end().orElseGet(() -> last(own)));
  }

  /// A sound whose audible part is known.
  public static Sound of(String name, Kind kind, float[] samples, int onset, int end) {
    return new Sound(name, kind, samples.clone(), onset, end);
  }

  /// The sound of a file of any container.
  public static Sound read(Path file, Kind kind) throws IOException {
    return of(String.valueOf(file.getFileName()), kind, Samples.of(file));
  }

  public String name() {
    return name;
  }

  public Kind kind() {
    return kind;
  }

  public int length() {
    return samples.length;
  }

  /// Where it starts to be audible, in samples.
  public int onset() {
    return onset;
  }

  /// Where it ends to be audible.
  public int end() {
    return end;
  }

  public float sample(int index) {
    return samples[index];
  }

  /// A copy of its samples.
  public float[] toArray() {
    return samples.clone();
  }

  private static int first(float... samples) {
    double threshold = threshold(samples);
    for (int start = 0; start < samples.length; start += FRAME) {
      if (energy(samples, start) > threshold) {
        return start;
      }
    }
    return 0;
  }

  private static int last(float... samples) {
    double threshold = threshold(samples);
    int last = 0;
    for (int start = 0; start < samples.length; start += FRAME) {
      if (energy(samples, start) > threshold) {
        last = Math.min(start + FRAME, samples.length);
      }
    }
    return last;
  }

  private static double threshold(float... samples) {
    double loudest = 0;
    for (int start = 0; start < samples.length; start += FRAME) {
      loudest = Math.max(loudest, energy(samples, start));
    }
    return loudest * Math.pow(10, -QUIETER / 10);
  }

  private static double energy(float[] samples, int start) {
    double sum = 0;
    for (int i = start; i < Math.min(start + FRAME, samples.length); i++) {
      sum += (double) samples[i] * samples[i];
    }
    return sum;
  }
}
