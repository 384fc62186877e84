package dev.parley.load.words;

import dev.parley.audio.PcmFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Recordings one after the other with silence of known length before, between and behind them.
///
/// @param samples must not be changed
@SuppressWarnings("ArrayRecordComponent") // made to be handed to the recogniser once
record Joined(float[] samples, List<Utterance> utterances) {
  /// One recording and its transcript.
  @SuppressWarnings("ArrayRecordComponent")
  record Part(float[] samples, String transcript) {}

  /// Seconds of silence, which take turns.
  private static final double[] SILENCES = {0.5, 0.3, 1.0, 2.0};

  static Joined of(List<Part> parts) {
    float[] samples = new float[0];
    List<Utterance> utterances = new ArrayList<>();
    int end = silence(0);
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      int start = end;
      samples = Arrays.copyOf(samples, start + part.samples().length);
      System.arraycopy(part.samples(), 0, samples, start, part.samples().length);
      utterances.add(Utterance.of(start, samples.length, part.transcript()));
      end = samples.length + silence(i + 1);
    }
    return new Joined(Arrays.copyOf(samples, end), List.copyOf(utterances));
  }

  private static int silence(int number) {
    return (int) (SILENCES[number % SILENCES.length] * PcmFormat.SPEECH.sampleRate());
  }
}
