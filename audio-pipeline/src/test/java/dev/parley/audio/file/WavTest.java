package dev.parley.audio.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.audio.CollectingSink;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.Signals;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class WavTest {
  @Test
  void readsBackWhatWasWritten(@TempDir Path folder) throws IOException {
    float[] samples = Signals.noise(new Random(1), 10_001);
    Path file = folder.resolve("noise.wav");
    try (WavWriter writer = WavWriter.create(file, PcmFormat.SPEECH)) {
      Signals.cut(new Random(2), PcmFormat.SPEECH, samples, 700).forEach(writer::write);
    }
    CollectingSink sink = new CollectingSink(PcmFormat.SPEECH);
    try (AudioFileReader reader = AudioFileReader.open(file)) {
      assertThat(reader.info().container()).isEqualTo("WAV");
      assertThat(reader.info().duration()).contains(Duration.ofNanos(625_062_500));
      reader.readInto(sink);
    }
    assertThat(sink.samples()).usingElementComparator(WavTest::roughly).containsExactly(samples);
    assertThat(sink.flushes()).isEqualTo(1);
    assertThat(sink.closes()).isZero();
  }

  @Test
  void readsAStreamOfUnknownLength() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (WavWriter writer = WavWriter.streaming(bytes, PcmFormat.SPEECH)) {
      writer.write(PcmFrame.of(PcmFormat.SPEECH, 0, 0.5f, -0.5f, 2f));
    }
    CollectingSink sink = new CollectingSink(PcmFormat.SPEECH);
    try (AudioFileReader reader =
        AudioFileReader.open(new ByteArrayInputStream(bytes.toByteArray()), "pipe")) {
      assertThat(reader.info().duration()).isEmpty();
      reader.readInto(sink);
    }
    assertThat(sink.samples()).containsExactly(0.5f, -0.5f, 32_767 / 32_768f);
  }

  private static int roughly(float a, float b) {
    return Math.abs(a - b) <= 0.5f / 32_768 ? 0 : Float.compare(a, b);
  }
}
