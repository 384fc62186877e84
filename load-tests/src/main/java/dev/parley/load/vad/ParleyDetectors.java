package dev.parley.load.vad;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.vad.SpeechProbabilities;
import dev.parley.audio.vad.SpeechProbabilityRecorder;
import dev.parley.audio.vad.SpeechSegment;
import dev.parley.audio.vad.SpeechSegments;
import dev.parley.audio.vad.VadEvent;
import dev.parley.audio.vad.VadSettings;
import dev.parley.audio.vad.VoiceActivityDetector;
import dev.parley.audio.vad.VoiceActivityGate;
import dev.parley.audio.vad.VoiceActivityModel;
import dev.parley.load.vad.Stretches.Stretch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Parley's ways of finding speech.
final class ParleyDetectors {
  /// 20 ms, as a client sends.
  private static final int CHUNK = 320;

  /// Three frames; the other detector's setting is 100 ms.
  private static final Duration SHORT = Duration.ofMillis(96);

  private ParleyDetectors() {}

  static List<Detector> all(VoiceActivityModel model) {
    return List.of(
        frames(model),
        live("Parley, live", VadSettings.STANDARD, model),
        live("Parley, live, divided at 96 ms", VadSettings.STANDARD.withHangover(SHORT), model),
        files(model));
  }

  /// What the network says of each 32 ms.
  private static Detector frames(VoiceActivityModel model) {
    return new Detector() {
      @Override
      public String name() {
        return "Parley, frames from 0.5 on";
      }

      @Override
      public Stretches detect(float... samples) {
        SpeechProbabilities probabilities = probabilities(model, samples);
        List<SpeechSegment> voiced = new ArrayList<>();
        for (int frame = 0; frame < probabilities.frames(); frame++) {
          if (probabilities.at(frame) >= VadSettings.STANDARD.threshold()) {
            long start = (long) frame * VoiceActivityDetector.FRAME_LENGTH;
            voiced.add(new SpeechSegment(start, start + VoiceActivityDetector.FRAME_LENGTH));
          }
        }
        return stretches(voiced);
      }
    };
  }

  /// The gate of a conversation.
  private static Detector live(String name, VadSettings settings, VoiceActivityModel model) {
    return new Detector() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Stretches detect(float... samples) {
        List<SpeechSegment> speech = new ArrayList<>();
        long[] started = new long[1];
        try (VoiceActivityGate gate =
            new VoiceActivityGate(
                model.open(),
                settings,
                event -> {
                  switch (event) {
                    case VadEvent.SpeechStarted(long position) -> started[0] = position;
                    case VadEvent.SpeechEnded(long position) ->
                        speech.add(new SpeechSegment(started[0], position));
                  }
                })) {
          PcmFrame all = PcmFrame.of(PcmFormat.SPEECH, 0, samples);
          for (int start = 0; start < samples.length; start += CHUNK) {
            gate.write(all.slice(start, Math.min(start + CHUNK, samples.length)));
          }
          gate.flush();
        }
        return stretches(speech);
      }
    };
  }

  /// The stretches into which recordings are divided.
  private static Detector files(VoiceActivityModel model) {
    return new Detector() {
      @Override
      public String name() {
        return "Parley, files";
      }

      @Override
      public Stretches detect(float... samples) {
        return stretches(
            SpeechSegments.of(probabilities(model, samples), SpeechSegments.Settings.STANDARD));
      }
    };
  }

  private static SpeechProbabilities probabilities(VoiceActivityModel model, float... samples) {
    try (SpeechProbabilityRecorder recorder = new SpeechProbabilityRecorder(model.open())) {
      recorder.write(PcmFrame.of(PcmFormat.SPEECH, 0, samples));
      recorder.flush();
      return recorder.probabilities();
    }
  }

  private static Stretches stretches(List<SpeechSegment> segments) {
    double rate = PcmFormat.SPEECH.sampleRate();
    return new Stretches(
        segments.stream().map(one -> new Stretch(one.start() / rate, one.end() / rate)).toList());
  }
}
