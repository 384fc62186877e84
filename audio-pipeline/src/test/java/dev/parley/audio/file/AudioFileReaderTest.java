package dev.parley.audio.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.audio.CollectingSink;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.codec.AudioEncoding;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("golden")
class AudioFileReaderTest {
  private static final int SAMPLES = 6_000;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "chirp.wav, WAV, 1, 100",
    "mulaw.wav, WAV, 1, 30",
    "alaw.wav, WAV, 1, 30",
    "chirp.flac, FLAC, 1, 100",
    "stereo24.flac, FLAC, 2, 90",
    "chirp-vbr.mp3, MP3, 1, 20",
    "chirp.ogg, Ogg Vorbis, 1, 12",
    "chirp.opus, Ogg Opus, 1, 8",
  })
  void decodesWithoutAnyShift(String name, String container, int channels, double signalToNoise)
      throws IOException {
    Path file = Files.write(folder.resolve(name), Golden.bytes(name));
    try (AudioFileReader reader = AudioFileReader.open(file)) {
      assertThat(reader.info().container()).isEqualTo(container);
      assertThat(reader.info().channels()).isEqualTo(channels);
      assertThat(reader.info().duration()).contains(Duration.ofMillis(375));
    }
    float[] expected = Golden.read(Golden.bytes("chirp.wav"));
    float[] actual = Golden.read(file);
    assertThat(actual).hasSize(SAMPLES);
    assertThat(Golden.signalToNoise(expected, actual)).isGreaterThan(signalToNoise);
    assertThat(Golden.read(Golden.bytes(name))).containsExactly(actual);
  }

  @Test
  void tellsTheContainerByItsContent() throws IOException {
    Path file = Files.write(folder.resolve("wrong.mp3"), Golden.bytes("chirp.flac"));
    assertThat(Golden.read(file)).hasSize(SAMPLES);
  }

  @Test
  void skipsAnId3TagThatIsLongerThanAnyProbe() throws IOException {
    ByteArrayOutputStream tagged = new ByteArrayOutputStream();
    int size = 100_000;
    tagged.writeBytes(
        new byte[] {
          'I',
          'D',
          '3',
          4,
          0,
          0,
          0,
          (byte) (size >> 14),
          (byte) (size >> 7 & 0x7F),
          (byte) (size & 0x7F)
        });
    tagged.writeBytes(new byte[size]);
    tagged.writeBytes(Golden.bytes("chirp-vbr.mp3"));
    assertThat(Golden.read(tagged.toByteArray()))
        .containsExactly(Golden.read(Golden.bytes("chirp-vbr.mp3")));
  }

  @Test
  void readsMp3WithoutAnyTag() throws IOException {
    // Eleven frames of 576 samples: what encoder and decoder added cannot be known.
    assertThat(Golden.read(Golden.bytes("chirp-bare.mp3")).length).isBetween(SAMPLES, 9_000);
  }

  @Test
  void goesOnWithTheNextStreamOfAChain() throws IOException {
    for (String name : new String[] {"chirp.ogg", "chirp.opus"}) {
      ByteArrayOutputStream chain = new ByteArrayOutputStream();
      chain.writeBytes(Golden.bytes(name));
      chain.writeBytes(Golden.bytes(name));
      assertThat(Golden.read(chain.toByteArray())).as(name).hasSize(2 * SAMPLES);
    }
  }

  @Test
  void readsATruncatedWavToItsEnd() throws IOException {
    byte[] whole = Golden.bytes("chirp.wav");
    assertThat(Golden.read(Arrays.copyOf(whole, 44 + 2 * 1_000 + 1))).hasSize(1_000);
  }

  @Test
  void takesBareSamplesWhenTheFormatIsGiven() throws IOException {
    byte[] samples = Arrays.copyOfRange(Golden.bytes("chirp.wav"), 44, 44 + 2 * SAMPLES);
    CollectingSink sink = new CollectingSink(PcmFormat.SPEECH);
    try (AudioFileReader reader =
        AudioFileReader.openRaw(
            new ByteArrayInputStream(samples), "raw", AudioEncoding.LINEAR16, PcmFormat.SPEECH)) {
      assertThat(reader.info().duration()).isEmpty();
      reader.readInto(sink);
    }
    assertThat(sink.samples()).containsExactly(Golden.read(Golden.bytes("chirp.wav")));
  }

  @ParameterizedTest
  @CsvSource({"chirp.m4a, mov", "adpcm.wav, wav"})
  void asksFfmpegForTheRest(String name, String container) throws IOException {
    assumeTrue(AudioSources.standard().ffmpeg().isPresent(), "ffmpeg is not installed");
    Path file = Files.write(folder.resolve(name), Golden.bytes(name));
    try (AudioFileReader reader = AudioFileReader.open(file)) {
      assertThat(reader.info().container()).isEqualTo(container);
      assertThat(reader.info().duration()).isPresent();
    }
    float[] fromFile = Golden.read(file);
    assertThat(fromFile.length).isBetween(SAMPLES, SAMPLES + 2_000);
    CollectingSink sink = new CollectingSink(PcmFormat.SPEECH);
    try (AudioFileReader reader =
        AudioFileReader.open(new ByteArrayInputStream(Golden.bytes(name)), "stream")) {
      reader.readInto(sink);
    }
    assertThat(sink.samples()).containsExactly(fromFile);
  }
}
