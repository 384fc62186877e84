package dev.parley.tts.waveform;

/// Gets an utterance while it is being made, on the thread that makes it.
public interface UtteranceListener {
  /// Whether the rest is still wanted.
  boolean isListening();

  /// The beginning.
  ///
  /// @param beginning the first samples, and when all phonemes are heard
  /// @param last whether that is all
  void begin(Utterance beginning, boolean last);

  /// What follows.
  ///
  /// @param samples the next ones; none if it is not certain yet that they are heard
  /// @param last whether that is all
  void continueWith(float[] samples, boolean last);
}
