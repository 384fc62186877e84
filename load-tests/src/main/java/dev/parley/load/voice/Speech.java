package dev.parley.load.voice;

import dev.parley.audio.PcmFormat;
import dev.parley.tts.SpeechSynthesizer;
import dev.parley.tts.SpokenWord;
import dev.parley.tts.SynthesisSettings;
import dev.parley.tts.SynthesisStream;
import dev.parley.tts.SynthesizedAudio;
import dev.parley.tts.Voice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One synthesis of a text that is there as a whole, with all that comes of it.
final class Speech {
  private final PcmFormat format;
  private final List<SpokenWord> words = new ArrayList<>();
  private float[] samples = new float[1 << 16];
  private int length;
  private long start;
  private long first;
  private long end;

  private Speech(PcmFormat format) {
    this.format = format;
  }

  static Speech speak(SpeechSynthesizer synthesizer, Voice voice, String text)
      throws InterruptedException {
    Speech speech = new Speech(voice.format());
    try (SynthesisStream stream =
        synthesizer.open(voice, SynthesisSettings.DEFAULT, speech::take)) {
      speech.begin();
      stream.write(text);
      stream.finish();
      speech.finish();
    }
    return speech;
  }

  private synchronized void begin() {
    start = System.nanoTime();
  }

  private synchronized void take(SynthesizedAudio piece) {
    if (length == 0) {
      first = System.nanoTime();
    }
    int behind = length + piece.audio().length();
    if (behind > samples.length) {
      samples = Arrays.copyOf(samples, Math.max(behind, 2 * samples.length));
    }
    piece.audio().copyTo(samples, length);
    length = behind;
    words.addAll(piece.words());
  }

  private synchronized void finish() {
    end = System.nanoTime();
    if (length == 0) {
      first = end;
    }
  }

  /// Seconds from the text to the first audio.
  synchronized double first() {
    return (first - start) / 1e9;
  }

  /// Seconds from the text to the last audio.
  synchronized double seconds() {
    return (end - start) / 1e9;
  }

  synchronized PcmFormat format() {
    return format;
  }

  synchronized float[] samples() {
    return Arrays.copyOf(samples, length);
  }

  synchronized List<SpokenWord> words() {
    return List.copyOf(words);
  }
}
