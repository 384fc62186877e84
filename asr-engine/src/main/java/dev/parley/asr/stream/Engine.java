package dev.parley.asr.stream;

import dev.parley.asr.decoding.WindowDecoder;
import dev.parley.asr.model.WhisperDimensions;
import dev.parley.asr.token.Tokenizer;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.vad.SpeechProbabilities;
import dev.parley.audio.vad.SpeechProbabilityRecorder;
import dev.parley.audio.vad.SpeechSegment;
import dev.parley.audio.vad.SpeechSegments;
import dev.parley.audio.vad.VadSettings;
import dev.parley.audio.vad.VoiceActivityModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/// What the streams of a recogniser share. Thread-safe.
///
/// @param voices tells where somebody speaks in a recording
/// @param marginFrames silence behind the audio of a window that is not full, without which the
///     network seldom sees that the text is over
/// @param recordingWindows permits to decode a window of a recording
/// @param clock nanoseconds that only grow, to measure how long decodings take
record Engine(
    WindowDecoder decoder,
    Tokenizer tokenizer,
    WhisperDimensions dimensions,
    VoiceActivityModel voices,
    int marginFrames,
    Semaphore recordingWindows,
    LongSupplier clock) {
  /// Windows of recordings that are decoded at once, whatever the number of recordings: enough for
  /// full runs of steps while others are encoded. Each holds up to 50 MB.
  private static final int MOST_RECORDING_WINDOWS = 12;

  private static final int CAREFUL_MARGIN_FRAMES = 1000;

  private static final SpeechSegments.Settings SPEECH =
      new SpeechSegments.Settings(VadSettings.STANDARD, Duration.ZERO, Duration.ofSeconds(30));

  Engine(
      WindowDecoder decoder,
      Tokenizer tokenizer,
      WhisperDimensions dimensions,
      VoiceActivityModel voices,
      int marginFrames,
      LongSupplier clock) {
    this(
        decoder,
        tokenizer,
        dimensions,
        voices,
        marginFrames,
        new Semaphore(MOST_RECORDING_WINDOWS, true),
        clock);
  }

  /// The frames of a window for audio of that many frames: the audio and a margin, even, at most a
  /// full window.
  int windowFrames(long contentFrames) {
    return windowFrames(contentFrames, marginFrames);
  }

  /// The frames of a window in which a text is sought again that could not be believed: 10 s of
  /// silence behind the audio tell speech from other sounds nearly as well as a full window, for a
  /// third of its time.
  int carefulWindowFrames(long contentFrames) {
    return windowFrames(contentFrames, Math.max(marginFrames, CAREFUL_MARGIN_FRAMES));
  }

  private int windowFrames(long contentFrames, int margin) {
    long frames = contentFrames + margin;
    return (int) Math.min(frames + frames % 2, dimensions.frames());
  }

  /// Where somebody speaks in a piece of audio.
  List<SpeechSegment> speechIn(float[] samples) {
    try (SpeechProbabilityRecorder recorder = new SpeechProbabilityRecorder(voices.open())) {
      recorder.write(PcmFrame.of(PcmFormat.SPEECH, 0, samples));
      recorder.flush();
      return SpeechSegments.of(recorder.probabilities(), SPEECH);
    }
  }

  /// Where somebody speaks in a part of a recording, in samples since the start of the part.
  static List<SpeechSegment> speechIn(SpeechProbabilities voice, long from, long to) {
    List<SpeechSegment> speech = new ArrayList<>();
    for (SpeechSegment segment : SpeechSegments.of(voice, SPEECH)) {
      if (segment.start() < to && segment.end() > from) {
        speech.add(
            new SpeechSegment(
                Math.max(0, segment.start() - from), Math.min(to, segment.end()) - from));
      }
    }
    return speech;
  }
}
