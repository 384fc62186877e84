package dev.parley.tts.waveform;

import dev.parley.tts.phoneme.PhonemeSplitter;
import dev.parley.tts.text.TextChunk.Boundary;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// How what a network utters is delivered: phonemes of any length in parts that the network speaks
/// well, at an even level, with a short start and a pause behind.
///
/// @param sampleRate of the network
/// @param gain that brings the network's voice to [#LEVEL]
public record Delivery(int sampleRate, float gain) {
  /// The root mean square of speech with its pauses, where 1 is full scale: about -23 dB, as loud
  /// as recorded speech usually is.
  public static final double LEVEL = 0.07;

  /// Louder samples are rounded off below 1.
  private static final float KNEE = 0.8f;

  /// @param phonemes may be empty
  /// @param speed 0.5 to 2
  /// @param boundary how long a pause follows
  /// @param network utters a part of the phonemes on the calling thread; may return nothing; its
  ///     array is changed
  /// @return samples; none if nothing has a sound
  public float[] speak(
      String phonemes, double speed, Boundary boundary, Function<String, float[]> network) {
    SilenceTrimmer trimmer = new SilenceTrimmer(sampleRate);
    List<String> parts = PhonemeSplitter.split(phonemes);
    float[] spoken = new float[0];
    for (int i = 0; i < parts.size(); i++) {
      Boundary end = i == parts.size() - 1 ? boundary : Boundary.WORD;
      float[] part = trimmer.trim(network.apply(parts.get(i)), pause(end, speed));
      amplify(part);
      int length = spoken.length;
      spoken = Arrays.copyOf(spoken, length + part.length);
      System.arraycopy(part, 0, spoken, length, part.length);
    }
    return spoken;
  }

  private void amplify(float[] samples) {
    for (int i = 0; i < samples.length; i++) {
      float sample = gain * samples[i];
      float excess = Math.abs(sample) - KNEE;
      if (excess > 0) {
        float room = 1 - KNEE;
        float rounded = KNEE + room * excess / (room + excess);
        sample = Math.copySign(rounded, sample);
      }
      samples[i] = sample;
    }
  }

  private int pause(Boundary boundary, double speed) {
    int milliseconds =
        switch (boundary) {
          case WORD -> 20;
          case CLAUSE -> 130;
          case SENTENCE -> 280;
        };
    return (int) (milliseconds / 1_000.0 * sampleRate / speed);
  }
}
