package dev.parley.load.corpus;

import dev.parley.audio.AudioSink;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.dsp.Resampler;
import dev.parley.audio.file.AudioFileReader;
import dev.parley.audio.file.UnreadableAudioException;
import java.nio.file.Path;
import java.util.Arrays;

/// Collects the samples of a whole recording, so that decoding a file is no part of what is
/// measured.
public final class Samples implements AudioSink {
  private float[] samples = new float[1 << 16];
  private int length;

  private Samples() {}

  /// The recording at 16 kHz.
  public static float[] of(Path file) throws UnreadableAudioException {
    Samples collected = new Samples();
    try (AudioFileReader reader = AudioFileReader.open(file)) {
      reader.readInto(collected);
    }
    return Arrays.copyOf(collected.samples, collected.length);
  }

  /// Audio of any rate at 16 kHz.
  public static float[] of(PcmFrame audio) {
    Samples collected = new Samples();
    try (AudioSink stage = Resampler.to(collected, audio.format())) {
      stage.write(audio);
      stage.flush();
    }
    return Arrays.copyOf(collected.samples, collected.length);
  }

  /// The length in seconds of that many samples.
  public static double seconds(long count) {
    return (double) count / PcmFormat.SPEECH.sampleRate();
  }

  @Override
  public PcmFormat format() {
    return PcmFormat.SPEECH;
  }

  @Override
  public void write(PcmFrame frame) {
    int end = Math.toIntExact(frame.end());
    if (end > samples.length) {
      samples = Arrays.copyOf(samples, Math.max(end, 2 * samples.length));
    }
    frame.copyTo(samples, Math.toIntExact(frame.position()));
    length = Math.max(length, end);
  }

  @Override
  public void flush() {}

  @Override
  public String describe() {
    return "collect";
  }

  @Override
  public void close() {}
}
