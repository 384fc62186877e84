package dev.parley.load.words;

import dev.parley.audio.PcmFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.IntUnaryOperator;

/// Recordings one after the other with silence of known length, or none, between them.
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
    return of(parts, Joined::silence);
  }

  /// The audible parts of recordings right behind each other, those apart whose bounds cannot be
  /// told, with silence only before the first and behind the last.
  static Joined withoutPauses(List<Part> parts) {
    List<Part> audible = new ArrayList<>();
    for (Part part : parts) {
      Utterance whole = Utterance.of(0, part.samples().length, part.transcript());
      Bounds bounds = AudibleSpeech.of(part.samples(), whole);
      if (bounds.start().isPresent() && bounds.end().isPresent()) {
        int from = (int) bounds.start().getAsLong();
        int to = (int) bounds.end().getAsLong();
        audible.add(new Part(Arrays.copyOfRange(part.samples(), from, to), part.transcript()));
      }
    }
    int last = audible.size();
    return of(audible, number -> number == 0 || number == last ? silence(0) : 0);
  }

  /// The bounds at which two recordings meet.
  List<Bounds> joints() {
    List<Bounds> joints = new ArrayList<>();
    for (int i = 0; i < utterances.size(); i++) {
      Bounds bounds = Bounds.of(utterances.get(i));
      joints.add(
          new Bounds(
              i == 0 ? OptionalLong.empty() : bounds.start(),
              i + 1 == utterances.size() ? OptionalLong.empty() : bounds.end()));
    }
    return joints;
  }

  private static Joined of(List<Part> parts, IntUnaryOperator silence) {
    float[] samples = new float[0];
    List<Utterance> utterances = new ArrayList<>();
    int end = silence.applyAsInt(0);
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      int start = end;
      samples = Arrays.copyOf(samples, start + part.samples().length);
      System.arraycopy(part.samples(), 0, samples, start, part.samples().length);
      utterances.add(Utterance.of(start, samples.length, part.transcript()));
      end = samples.length + silence.applyAsInt(i + 1);
    }
    return new Joined(Arrays.copyOf(samples, end), List.copyOf(utterances));
  }

  private static int silence(int number) {
    return (int) (SILENCES[number % SILENCES.length] * PcmFormat.SPEECH.sampleRate());
  }
}
