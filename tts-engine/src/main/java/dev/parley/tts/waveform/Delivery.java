package dev.parley.tts.waveform;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.dsp.Loudness;
import dev.parley.tts.phoneme.PhonemeSplitter;
import dev.parley.tts.phoneme.PhonemeSplitter.Part;
import dev.parley.tts.prosody.Prosody;
import dev.parley.tts.text.TextChunk.Boundary;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/// How what a network utters is delivered: phonemes of any length in parts that the network speaks
/// well, at an even level, with a short start and a pause behind.
///
/// @param sampleRate of the network
/// @param gain that brings the network's voice to [#LOUDNESS]
public record Delivery(int sampleRate, float gain) {
  /// How loud every voice is, in LUFS: what EBU R 128 asks of broadcasts.
  public static final double LOUDNESS = -23;

  /// How much is made of an utterance before the first of it is heard.
  private static final int FIRST_MILLISECONDS = 350;

  /// How much longer each further part is than the one before: it must be made while that is heard.
  private static final int GROWTH = 4;

  private static final float LOWEST_GAIN = 0.1f;

  private static final float HIGHEST_GAIN = 10;

  /// Louder samples are rounded off below 1.
  private static final float KNEE = 0.8f;

  /// Measures how loud a network's voice is.
  ///
  /// @param phonemes to measure it with, some seconds long
  /// @param network as [#speak] takes it
  public static Delivery levelled(
      int sampleRate, String phonemes, Function<String, Rendering> network) {
    Delivery plain = new Delivery(sampleRate, 1);
    float[] speech = plain.speak(phonemes, Prosody.NEUTRAL, Boundary.SENTENCE, network).samples();
    OptionalDouble loudness = Loudness.of(new PcmFormat(sampleRate), speech);
    if (loudness.isEmpty()) {
      return plain;
    }
    float gain = (float) Math.pow(10, (LOUDNESS - loudness.getAsDouble()) / 20);
    return new Delivery(sampleRate, Math.clamp(gain, LOWEST_GAIN, HIGHEST_GAIN));
  }

  /// @param phonemes may be empty
  /// @param prosody how loud the result is, and how long its pauses; pace and pitch of the sounds
  ///     are the network's
  /// @param boundary how long a pause follows
  /// @param network utters a part of the phonemes on the calling thread
  public Utterance speak(
      String phonemes, Prosody prosody, Boundary boundary, Function<String, Rendering> network) {
    List<Part> parts = PhonemeSplitter.split(phonemes);
    PhonemeTimes times = new PhonemeTimes(phonemes.length());
    float[] spoken = new float[0];
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      Boundary end = i == parts.size() - 1 ? boundary : Boundary.WORD;
      Rendering rendering = network.apply(part.phonemes());
      float[] uttered = rendering.samples();
      SilenceTrimmer trimmer = SilenceTrimmer.of(uttered, sampleRate);
      float[] samples = trimmer.trim(uttered, pause(end, prosody.rate()));
      amplify(samples, gain * prosody.gain());
      int length = spoken.length;
      times.add(part, rendering.bounds(), trimmer.start(), length, samples.length);
      spoken = Arrays.copyOf(spoken, length + samples.length);
      System.arraycopy(samples, 0, spoken, length, samples.length);
    }
    return times.of(spoken);
  }

  /// Does the same part by part, so that the first samples can be heard while the others are made.
  ///
  /// @param listener gets the samples in order; none if nothing has a sound
  /// @return false if the phonemes are too long to be spoken at once: then nothing was done
  public boolean speak(
      String phonemes,
      Prosody prosody,
      Boundary boundary,
      Function<String, Rendering> network,
      UtteranceListener listener) {
    List<Part> parts = PhonemeSplitter.split(phonemes);
    if (parts.size() != 1) {
      return false;
    }
    Rendering rendering = network.apply(parts.getFirst().phonemes());
    GradualTrimmer trimmer = new GradualTrimmer(sampleRate, gain);
    boolean first = true;
    // Without the times of the words, what was heard of a beginning cannot be told.
    int size =
        rendering.bounds().length == 0
            ? rendering.length()
            : sampleRate * FIRST_MILLISECONDS / 1_000;
    for (int from = 0; from < rendering.length() && listener.isListening(); ) {
      int to = Math.min(from + size, rendering.length());
      float[] samples = trimmer.add(rendering.samples(from, to));
      boolean last = to == rendering.length();
      if (last) {
        samples = joined(samples, trimmer.finish(pause(boundary, prosody.rate())));
      }
      amplify(samples, gain * prosody.gain());
      if (first && samples.length > 0) {
        PhonemeTimes times = new PhonemeTimes(phonemes.length());
        int length = rendering.length() - trimmer.removed();
        times.add(parts.getFirst(), rendering.bounds(), trimmer.removed(), 0, length);
        listener.begin(times.of(samples), last);
        first = false;
      } else if (!first) {
        listener.continueWith(samples, last);
      }
      from = to;
      if (!first) {
        size *= GROWTH;
      }
    }
    return true;
  }

  private static float[] joined(float[] first, float[] second) {
    float[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  private static void amplify(float[] samples, float factor) {
    for (int i = 0; i < samples.length; i++) {
      float sample = factor * samples[i];
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
