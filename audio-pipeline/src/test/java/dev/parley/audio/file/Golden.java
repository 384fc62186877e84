package dev.parley.audio.file;

import dev.parley.audio.CollectingSink;
import dev.parley.audio.PcmFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/// The files in `src/test/resources`; its README says how they were made.
final class Golden {
  static final AudioSources WITHOUT_FFMPEG = new AudioSources(Optional.empty());

  private Golden() {}

  static byte[] bytes(String name) {
    try (InputStream stream = Golden.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(stream, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static float[] read(Path file) throws IOException {
    CollectingSink sink = new CollectingSink(PcmFormat.SPEECH);
    try (AudioFileReader reader = AudioFileReader.open(file)) {
      reader.readInto(sink);
    }
    return sink.samples();
  }

  static float[] read(byte[] content) throws IOException {
    CollectingSink sink = new CollectingSink(PcmFormat.SPEECH);
    try (AudioFileReader reader =
        AudioFileReader.open(new ByteArrayInputStream(content), "stream", WITHOUT_FFMPEG)) {
      reader.readInto(sink);
    }
    return sink.samples();
  }

  /// How far `actual` is from `expected`, in decibels below the signal.
  static double signalToNoise(float[] expected, float[] actual) {
    double signal = 0;
    double noise = 1e-12;
    for (int i = 0; i < Math.min(expected.length, actual.length); i++) {
      signal += expected[i] * expected[i];
      noise += Math.pow(expected[i] - actual[i], 2);
    }
    return 10 * Math.log10(signal / noise);
  }
}
