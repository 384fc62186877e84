package dev.parley.audio.vad;

import dev.parley.audio.PcmFormat;
import org.jspecify.annotations.Nullable;

/// The state machine between probabilities and events: silence → candidate → speech → silence.
final class SpeechDebouncer {
  private enum State {
    SILENCE,
    CANDIDATE,
    SPEECH
  }

  private final float threshold;
  private final float negativeThreshold;
  private final long minimumSpeech;
  private final long hangover;
  private State state = State.SILENCE;
  private long firstVoiced;
  private long lastVoiced;

  SpeechDebouncer(VadSettings settings) {
    this.threshold = settings.threshold();
    this.negativeThreshold = settings.negativeThreshold();
    this.minimumSpeech = PcmFormat.SPEECH.samples(settings.minimumSpeech());
    this.hangover = PcmFormat.SPEECH.samples(settings.hangover());
  }

  /// Judges the frame from `start` to `end`.
  @Nullable VadEvent on(float probability, long start, long end) {
    return switch (state) {
      case SILENCE -> {
        if (probability < threshold) {
          yield null;
        }
        state = State.CANDIDATE;
        firstVoiced = start;
        yield voiced(end);
      }
      case CANDIDATE -> {
        if (probability < negativeThreshold) {
          state = State.SILENCE;
          yield null;
        }
        yield voiced(end);
      }
      case SPEECH -> {
        if (probability >= negativeThreshold) {
          lastVoiced = end;
          yield null;
        }
        yield end - lastVoiced >= hangover ? end() : null;
      }
    };
  }

  /// Ends speech without waiting for silence.
  @Nullable VadEvent end() {
    boolean speaking = speaking();
    state = State.SILENCE;
    return speaking ? new VadEvent.SpeechEnded(lastVoiced) : null;
  }

  boolean speaking() {
    return state == State.SPEECH;
  }

  /// The end of the newest frame that was voiced or continued speech.
  long lastVoiced() {
    return lastVoiced;
  }

  private @Nullable VadEvent voiced(long end) {
    lastVoiced = end;
    if (end - firstVoiced < minimumSpeech) {
      return null;
    }
    state = State.SPEECH;
    return new VadEvent.SpeechStarted(firstVoiced);
  }
}
