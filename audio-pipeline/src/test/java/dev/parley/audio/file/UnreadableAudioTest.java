package dev.parley.audio.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What cannot be read is refused with a sentence, whatever the bytes.
@Tag("golden")
class UnreadableAudioTest {
  @TempDir Path folder;

  @Test
  void namesTheFileAndTheReason() throws IOException {
    assertRefused(
        folder.resolve("missing.wav"), "missing.wav cannot be read: there is no such file.");
    assertRefused(folder, "it is a directory.");
    assertRefused(file("empty.wav", new byte[0]), "empty.wav cannot be read: it is empty.");
    byte[] wav = Golden.bytes("chirp.wav");
    assertRefused(file("header.wav", Arrays.copyOf(wav, 30)), "the WAV header is truncated.");
    assertRefused(file("none.wav", Arrays.copyOf(wav, 44)), "it holds no audio.");
    assertRefused(file("text.wav", "Dear Sir".getBytes(StandardCharsets.UTF_8)), "not audio");
    byte[] zip = {'P', 'K', 3, 4, 20, 0, 1, 0, 0, 0};
    assertRefused(file("secret.zip", zip), "it is a ZIP archive protected by a password.");
    zip[6] = 0;
    assertRefused(file("plain.zip", zip), "it is a ZIP archive; unpack it first.");
  }

  @Test
  void saysThatFfmpegIsMissing() throws IOException {
    for (String name : new String[] {"chirp.m4a", "adpcm.wav"}) {
      Path file = file(name, Golden.bytes(name));
      assertThatThrownBy(() -> AudioFileReader.open(file, Golden.WITHOUT_FFMPEG))
          .isInstanceOf(UnreadableAudioException.class)
          .hasMessageEndingWith("it needs ffmpeg, which is not on the PATH: install it.");
    }
  }

  @Test
  void refusesWhatIsEncrypted() throws IOException {
    assumeTrue(AudioSources.standard().ffmpeg().isPresent(), "ffmpeg is not installed");
    assertRefused(file("protected.m4a", Golden.bytes("protected.m4a")), "protected");
  }

  @Test
  void refusesWhatFfmpegRefuses() throws IOException {
    assumeTrue(AudioSources.standard().ffmpeg().isPresent(), "ffmpeg is not installed");
    byte[] whole = Golden.bytes("chirp.m4a");
    assertRefused(file("half.m4a", Arrays.copyOf(whole, whole.length / 2)), "truncated or damaged");
  }

  @Test
  void neverLetsAPlaylistOpenOtherFiles() throws IOException {
    assumeTrue(AudioSources.standard().ffmpeg().isPresent(), "ffmpeg is not installed");
    Path other = file("other.wav", Golden.bytes("chirp.wav"));
    String playlist = "ffconcat version 1.0\nfile '" + other + "'\n";
    assertRefused(file("list.txt", playlist.getBytes(StandardCharsets.UTF_8)), "not audio");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chirp.wav",
        "alaw.wav",
        "chirp.flac",
        "stereo24.flac",
        "chirp-vbr.mp3",
        "chirp-bare.mp3",
        "chirp.ogg",
        "chirp.opus"
      })
  @Timeout(120)
  void survivesTruncationAndDamage(String name) {
    byte[] whole = Golden.bytes(name);
    Random random = new Random(7);
    for (int round = 0; round < 100; round++) {
      assertReadOrRefused(Arrays.copyOf(whole, random.nextInt(whole.length)));
      byte[] damaged = whole.clone();
      int limit = round % 2 == 0 ? Math.min(300, damaged.length) : damaged.length;
      for (int i = 0; i < 1 + round % 20; i++) {
        damaged[random.nextInt(limit)] = (byte) random.nextInt();
      }
      assertReadOrRefused(damaged);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "RIFF\0\0\0\0WAVEfmt ", "fLaC", "OggS", "ID3\4\0\0\0\0\0\0"})
  @Timeout(120)
  void survivesNoise(String start) {
    Random random = new Random(11);
    byte[] magic = start.getBytes(StandardCharsets.ISO_8859_1);
    for (int round = 0; round < 50; round++) {
      byte[] noise = new byte[magic.length + random.nextInt(20_000)];
      random.nextBytes(noise);
      System.arraycopy(magic, 0, noise, 0, magic.length);
      assertReadOrRefused(noise);
    }
  }

  @Test
  void closesTheStreamThatItRefuses() {
    boolean[] closed = new boolean[1];
    ByteArrayInputStream stream =
        new ByteArrayInputStream(new byte[0]) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    assertThatThrownBy(() -> AudioFileReader.open(stream, "standard input"))
        .hasMessage("standard input cannot be read: it is empty.");
    assertThat(closed[0]).isTrue();
  }

  private Path file(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private static void assertRefused(Path file, String reason) {
    assertThatThrownBy(() -> Golden.read(file))
        .isInstanceOf(UnreadableAudioException.class)
        .hasMessageContaining(reason)
        .hasMessageStartingWith(file + " cannot be read: ");
  }

  private static void assertReadOrRefused(byte[] content) {
    try {
      Golden.read(content);
    } catch (UnreadableAudioException e) {
      assertThat(e).hasMessageEndingWith(".");
    } catch (IOException e) {
      throw new AssertionError("a failure without a sentence", e);
    }
  }
}
