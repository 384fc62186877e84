package dev.parley.audio.vad;

import dev.parley.audio.AudioSink;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.dsp.Framer;
import java.util.Arrays;

/// A last stage that judges a whole recording, from position 0 on and without gaps. After a
/// [#flush] at its end [#probabilities] covers all of it; 2 hours take less than a megabyte.
public final class SpeechProbabilityRecorder implements AudioSink {
  private final VoiceActivityDetector detector;
  private final Framer framer = new Framer(new Judge(), VoiceActivityDetector.FRAME_LENGTH);
  private float[] values = new float[1_024];
  private int frames;
  private long samples;

  /// @param detector belongs to this stage from now on
  public SpeechProbabilityRecorder(VoiceActivityDetector detector) {
    this.detector = detector;
  }

  /// What was judged so far: whole frames, and after [#flush] the rest too.
  public SpeechProbabilities probabilities() {
    long judged = (long) frames * VoiceActivityDetector.FRAME_LENGTH;
    return SpeechProbabilities.of(Arrays.copyOf(values, frames), Math.min(samples, judged));
  }

  @Override
  public PcmFormat format() {
    return PcmFormat.SPEECH;
  }

  @Override
  public void write(PcmFrame frame) {
    if (frame.position() != samples) {
      throw new IllegalArgumentException(
          "A recording goes on at position %d, not at %d.".formatted(samples, frame.position()));
    }
    framer.write(frame);
    samples = frame.end();
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

  private final class Judge implements AudioSink {
    @Override
    public PcmFormat format() {
      return PcmFormat.SPEECH;
    }

    @Override
    public void write(PcmFrame frame) {
      if (frames == values.length) {
        values = Arrays.copyOf(values, 2 * frames);
      }
      values[frames++] = detector.speechProbability(frame);
    }

    @Override
    public void flush() {}

    @Override
    public String describe() {
      return "record voice activity";
    }

    @Override
    public void close() {
      detector.close();
    }
  }
}
