package dev.parley.load.live;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.vad.VoiceActivityDetector;
import dev.parley.client.CallListener;
import dev.parley.client.RecognitionCall;
import dev.parley.client.VoiceClient;
import dev.parley.proto.v1.AudioFormat;
import dev.parley.proto.v1.RecognizeConfig;
import dev.parley.proto.v1.RecognizeResponse;
import dev.parley.proto.v1.Transcript;
import dev.parley.proto.v1.TurnSettings;
import dev.parley.proto.v1.VadEvent;
import java.util.ArrayList;
import java.util.List;

/// One call of live transcription to which a track is sent as a microphone would: every 20 ms the
/// 20 ms before, by a schedule that starts with the stream, so that a delay does not move what
/// follows.
final class PacedStream implements CallListener<RecognizeResponse> {
  private static final long FRAME_NANOS = 20_000_000;

  /// How long silence has to last for a final, and which languages may be spoken.
  record Settings(int silenceMilliseconds, List<String> languages) {}

  private final Track track;

  /// When a frame was sent; written by the sender before it is sent.
  private final long[] sent;

  private final Latencies partialLag = new Latencies();
  private final Latencies finalLatency = new Latencies();
  private final Latencies lateness = new Latencies();
  private final List<Delivery.HeardFinal> finals = new ArrayList<>();
  private int overloads;
  private int speechStarts;

  PacedStream(Track track) {
    this.track = track;
    this.sent = new long[track.frames()];
  }

  /// Sends all and waits for the last final.
  Delivery run(VoiceClient client, Settings settings) throws InterruptedException {
    RecognizeConfig config =
        RecognizeConfig.newBuilder()
            .setInput(AudioFormat.newBuilder().setSampleRate(PcmFormat.SPEECH.sampleRate()))
            .addAllLanguages(settings.languages())
            .setTurn(TurnSettings.newBuilder().setSilenceMs(settings.silenceMilliseconds()))
            .build();
    try (RecognitionCall call = client.recognize(config, this)) {
      long start = System.nanoTime();
      for (int frame = 0; frame < sent.length; frame++) {
        long due = start + (frame + 1) * FRAME_NANOS;
        Schedule.sleepUntil(due);
        long now = System.nanoTime();
        lateness.add(now - due);
        synchronized (this) {
          // Not the moment at which it should have been sent: that is the sender's fault, which is
          // reported apart.
          sent[frame] = now;
        }
        if (!call.sendAudio(track.frame(frame))) {
          break;
        }
      }
      call.finish();
    }
    synchronized (this) {
      return new Delivery(
          partialLag, finalLatency, lateness, List.copyOf(finals), overloads, speechStarts);
    }
  }

  @Override
  public synchronized void message(RecognizeResponse response) {
    long now = System.nanoTime();
    switch (response.getMessageCase()) {
      case TRANSCRIPT -> heard(response.getTranscript(), now);
      case OVERLOAD -> overloads++;
      case VAD -> {
        if (response.getVad().getKind() == VadEvent.Kind.SPEECH_STARTED) {
          speechStarts++;
        }
      }
      case EFFECTIVE_CONFIG, MESSAGE_NOT_SET -> {}
    }
  }

  private void heard(Transcript transcript, long now) {
    long listenedTo = transcript.getAudioProcessedMs() * PcmFormat.SPEECH.sampleRate() / 1_000;
    if (!transcript.getIsFinal()) {
      partialLag.add(now - sentAt(listenedTo));
      return;
    }
    finals.add(new Delivery.HeardFinal(transcript.getCommittedText().strip(), listenedTo));
    // The wire's milliseconds are rounded down, and the voice may end in that rest.
    long voiced = track.lastVoiced(listenedTo + VoiceActivityDetector.FRAME_LENGTH);
    if (voiced > 0 && !transcript.getCommittedText().isBlank()) {
      finalLatency.add(now - sentAt(voiced));
    }
  }

  /// When the last sample before a position was sent.
  private long sentAt(long position) {
    int frame = Math.clamp((position - 1) / Track.FRAME, 0, sent.length - 1);
    while (frame > 0 && sent[frame] == 0) {
      frame--;
    }
    return sent[frame];
  }
}
