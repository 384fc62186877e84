package dev.parley.load.words;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.vad.SpeechProbabilityRecorder;
import dev.parley.audio.vad.SpeechSegment;
import dev.parley.audio.vad.SpeechSegments;
import dev.parley.audio.vad.VadSettings;
import dev.parley.audio.vad.VoiceActivityModel;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/// Finds the first and the last voice of utterances by the voice activity detector, in steps of
/// 32 ms.
final class VoicedSpeech {
  private VoicedSpeech() {}

  static List<Bounds> of(Joined recording, VoiceActivityModel voice) {
    try (SpeechProbabilityRecorder recorder = new SpeechProbabilityRecorder(voice.open())) {
      recorder.write(PcmFrame.of(PcmFormat.SPEECH, 0, recording.samples()));
      recorder.flush();
      // The shortest hangover finds the silence between utterances that follow each other closely.
      List<SpeechSegment> segments =
          SpeechSegments.of(
              recorder.probabilities(),
              new SpeechSegments.Settings(
                  VadSettings.STANDARD.withHangover(Duration.ofMillis(64)),
                  Duration.ZERO,
                  Duration.ofDays(1)));
      return recording.utterances().stream().map(one -> narrowed(one, segments)).toList();
    }
  }

  private static Bounds narrowed(Utterance utterance, List<SpeechSegment> segments) {
    List<SpeechSegment> within =
        segments.stream()
            .filter(one -> one.start() < utterance.end() && one.end() > utterance.start())
            .toList();
    return within.isEmpty()
        ? new Bounds(OptionalLong.empty(), OptionalLong.empty())
        : new Bounds(
            OptionalLong.of(Math.max(utterance.start(), within.getFirst().start())),
            OptionalLong.of(Math.min(utterance.end(), within.getLast().end())));
  }
}
