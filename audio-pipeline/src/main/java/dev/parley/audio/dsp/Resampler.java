package dev.parley.audio.dsp;

import dev.parley.audio.AudioSink;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;

/// A stage that takes frames of one rate and passes them on at the rate of the next stage.
///
/// Positions are scaled exactly: output sample `n` is the signal at the time `n / rate` of the
/// input's own clock. Cutting the input differently gives the same output, so frame boundaries
/// cannot click. A frame that does not follow the one before ends the stretch before it as
/// [#flush] would and starts a new one at its own position. [RateConverter] states the quality.
public final class Resampler implements AudioSink {
  private final AudioSink next;
  private final PcmFormat format;
  private final RateConverter converter;
  private long end = -1;

  private Resampler(AudioSink next, PcmFormat format) {
    this.next = next;
    this.format = format;
    this.converter = new RateConverter(format.sampleRate(), next.format().sampleRate());
  }

  /// A stage in front of `sink` that takes frames of `source`; `sink` itself if the rates match.
  public static AudioSink to(AudioSink sink, PcmFormat source) {
    return sink.format().equals(source) ? sink : new Resampler(sink, source);
  }

  @Override
  public PcmFormat format() {
    return format;
  }

  @Override
  public void write(PcmFrame frame) {
    format.requireSame(frame);
    if (frame.position() != end) {
      flushTail();
      converter.restart(frame.position());
    }
    end = frame.end();
    long position = converter.position();
    pass(position, converter.convert(frame.toArray(), 0, frame.length()));
  }

  @Override
  public void flush() {
    flushTail();
    next.flush();
  }

  @Override
  public String describe() {
    return "resample %d→%d → %s"
        .formatted(format.sampleRate(), next.format().sampleRate(), next.describe());
  }

  @Override
  public void close() {
    next.close();
  }

  private void flushTail() {
    long position = converter.position();
    pass(position, converter.drain());
  }

  private void pass(long position, float[] samples) {
    if (samples.length > 0) {
      next.write(PcmFrame.of(next.format(), position, samples));
    }
  }
}
