package dev.parley.audio.vad;

import dev.parley.audio.AudioSink;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.dsp.Framer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The last stage of a chain that listens for voice: takes frames of any length of
/// [PcmFormat#SPEECH] and tells a listener where speech starts and ends.
///
/// Events alternate, started first, and are delivered by the thread that calls [#write] or
/// [#flush], before the call returns. [#flush] judges the incomplete last frame as if silence
/// followed and ends speech at once; the stream goes on. [#close] tells nothing more and closes
/// the detector.
public final class VoiceActivityGate implements AudioSink {
  private final Judge judge;
  private final Framer framer;

  /// @param detector belongs to the gate from now on
  public VoiceActivityGate(
      VoiceActivityDetector detector, VadSettings settings, Consumer<VadEvent> listener) {
    this.judge = new Judge(detector, settings, listener);
    this.framer = new Framer(judge, VoiceActivityDetector.FRAME_LENGTH);
  }

  /// Whether the last event was a start.
  public boolean speaking() {
    return judge.debouncer.speaking();
  }

  /// The end of the newest voiced frame, also of one too brief to count as speech: the speaker
  /// has been quiet since. 0 before the first.
  public long lastVoiced() {
    return judge.debouncer.lastVoiced();
  }

  @Override
  public PcmFormat format() {
    return PcmFormat.SPEECH;
  }

  @Override
  public void write(PcmFrame frame) {
    judge.received = frame.end();
    framer.write(frame);
  }

  @Override
  public void flush() {
    framer.flush();
  }

  @Override
  public String describe() {
    return framer.describe();
  }

  @Override
  public void close() {
    framer.close();
  }

  private static final class Judge implements AudioSink {
    private final VoiceActivityDetector detector;
    private final SpeechDebouncer debouncer;
    private final Consumer<VadEvent> listener;
    private long received;

    Judge(VoiceActivityDetector detector, VadSettings settings, Consumer<VadEvent> listener) {
      this.detector = detector;
      this.debouncer = new SpeechDebouncer(settings);
      this.listener = listener;
    }

    @Override
    public PcmFormat format() {
      return PcmFormat.SPEECH;
    }

    @Override
    public void write(PcmFrame frame) {
      float probability = detector.speechProbability(frame);
      // The silence that fills up a last frame is no part of the stream.
      tell(debouncer.on(probability, frame.position(), Math.min(frame.end(), received)));
    }

    @Override
    public void flush() {
      tell(debouncer.end());
    }

    @Override
    public String describe() {
      return "voice activity";
    }

    @Override
    public void close() {
      detector.close();
    }

    private void tell(@Nullable VadEvent event) {
      if (event != null) {
        listener.accept(event);
      }
    }
  }
}
