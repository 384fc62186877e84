package dev.parley.asr.stream;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.vad.SpeechProbabilities;
import dev.parley.audio.vad.SpeechProbabilityRecorder;
import dev.parley.audio.vad.VoiceActivityModel;
import java.util.Arrays;

/// The audio of a recording as far as it is still needed, and where somebody speaks in it.
///
/// Used by one thread.
final class Recording implements AutoCloseable {
  private final SpeechProbabilityRecorder voice;
  private float[] samples = new float[0];
  private long first;
  private long judged;

  Recording(VoiceActivityModel voices) {
    voice = new SpeechProbabilityRecorder(voices.open());
  }

  void append(float[] more) {
    int length = samples.length;
    samples = Arrays.copyOf(samples, length + more.length);
    System.arraycopy(more, 0, samples, length, more.length);
  }

  /// The number of samples so far, those that were discarded included.
  long length() {
    return first + samples.length;
  }

  /// The samples from number `from` on, up to number `to`.
  float[] copy(long from, long to) {
    return Arrays.copyOfRange(samples, (int) (from - first), (int) (to - first));
  }

  /// Where somebody speaks, from the first sample to the last.
  ///
  /// @param ended whether no more audio comes, so that a frame that is not full counts too
  SpeechProbabilities voice(boolean ended) {
    if (judged < length()) {
      voice.write(PcmFrame.of(PcmFormat.SPEECH, judged, copy(judged, length())));
      judged = length();
    }
    if (ended) {
      voice.flush();
    }
    return voice.probabilities();
  }

  /// Forgets the samples before number `before`.
  void discard(long before) {
    // What has not been judged is needed for that.
    long to = Math.clamp(before, first, Math.max(first, judged));
    samples = Arrays.copyOfRange(samples, (int) (to - first), samples.length);
    first = to;
  }

  @Override
  public void close() {
    voice.close();
  }
}
