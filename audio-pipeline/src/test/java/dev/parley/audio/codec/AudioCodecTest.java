package dev.parley.audio.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.Signals;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("unit")
class AudioCodecTest {
  private static final PcmFormat FORMAT = new PcmFormat(8_000);

  /// Decision values and codes of ITU-T G.711, tables 1a and 2a, at 16 bits.
  @ParameterizedTest
  @CsvSource({
    "MULAW, 0, 0xFF",
    "MULAW, 3, 0xFF",
    "MULAW, 4, 0xFE",
    "MULAW, 32635, 0x80",
    "MULAW, 32767, 0x80",
    "MULAW, -32768, 0x00",
    "MULAW, -1, 0x7F",
    "MULAW, 1000, 0xCE",
    "MULAW, 124, 0xEF",
    "ALAW, 0, 0xD5",
    "ALAW, 15, 0xD5",
    "ALAW, 16, 0xD4",
    "ALAW, 32767, 0xAA",
    "ALAW, -32768, 0x2A",
    "ALAW, -1, 0x55",
    "ALAW, 1000, 0xFA"
  })
  void followsTheTablesOfG711(AudioEncoding encoding, int sample, String code) {
    PcmFrame frame = PcmFrame.of(FORMAT, 0, sample / 32_768f);
    assertThat(encode(encoding, frame)).containsExactly(Integer.decode(code).byteValue());
  }

  @ParameterizedTest
  @CsvSource({
    "MULAW, 0x80, 32124",
    "MULAW, 0x00, -32124",
    "MULAW, 0xFF, 0",
    "MULAW, 0xFE, 8",
    "MULAW, 0xEF, 132",
    "ALAW, 0xD5, 8",
    "ALAW, 0x55, -8",
    "ALAW, 0xAA, 32256",
    "ALAW, 0x2A, -32256"
  })
  void expandsToTheMiddleOfTheInterval(AudioEncoding encoding, String code, int sample) {
    byte[] bytes = {Integer.decode(code).byteValue()};
    assertThat(AudioDecoder.of(encoding, FORMAT).decode(bytes).sample(0) * 32_768)
        .isEqualTo(sample);
  }

  @ParameterizedTest
  @EnumSource(names = {"LINEAR16", "MULAW", "ALAW"})
  void codesWhatItDecoded(AudioEncoding encoding) {
    byte[] all = new byte[encoding == AudioEncoding.LINEAR16 ? 512 : 256];
    new Random(3).nextBytes(all);
    if (encoding != AudioEncoding.LINEAR16) {
      for (int i = 0; i < 256; i++) {
        all[i] = (byte) i;
      }
    }
    byte[] again = encode(encoding, AudioDecoder.of(encoding, FORMAT).decode(all));
    if (encoding == AudioEncoding.MULAW) {
      // µ-law has two codes for zero.
      assertThat(again[0x7F]).isEqualTo((byte) 0xFF);
      again[0x7F] = 0x7F;
    }
    assertThat(again).containsExactly(all);
  }

  @ParameterizedTest
  @EnumSource(names = {"LINEAR16", "MULAW", "ALAW"})
  void doesNotDependOnHowTheBytesAreCut(AudioEncoding encoding) {
    Random random = new Random(5);
    byte[] bytes = encode(encoding, PcmFrame.of(FORMAT, 0, Signals.noise(random, 3_000)));
    PcmFrame whole = AudioDecoder.of(encoding, FORMAT).decode(bytes);
    AudioDecoder decoder = AudioDecoder.of(encoding, FORMAT);
    ByteArrayOutputStream again = new ByteArrayOutputStream();
    for (int start = 0; start < bytes.length; ) {
      int end = Math.min(bytes.length, start + random.nextInt(8));
      PcmFrame frame = decoder.decode(Arrays.copyOfRange(bytes, start, end));
      assertThat(frame.end()).isEqualTo(decoder.position());
      again.writeBytes(encode(encoding, frame));
      start = end;
    }
    assertThat(decoder.position()).isEqualTo(whole.length());
    assertThat(again.toByteArray()).containsExactly(encode(encoding, whole));
  }

  @Test
  void clipsWhatIsTooLoud() {
    byte[] bytes = encode(AudioEncoding.LINEAR16, PcmFrame.of(FORMAT, 0, 3f, -3f, Float.NaN));
    float[] samples = AudioDecoder.of(AudioEncoding.LINEAR16, FORMAT).decode(bytes).toArray();
    assertThat(samples[0]).isCloseTo(1f, within(1e-4f));
    assertThat(samples[1]).isEqualTo(-1f);
    assertThat(samples[2]).isZero();
  }

  @Test
  void knowsItsEncodingsByName() {
    assertThat(AudioEncoding.of("Mulaw")).isEqualTo(AudioEncoding.MULAW);
    assertThatThrownBy(() -> AudioEncoding.of("mp3"))
        .hasMessage("There is no audio encoding 'mp3'; choose one of linear16, mulaw, alaw, opus.");
  }

  @ParameterizedTest
  @EnumSource(names = {"LINEAR16", "MULAW", "ALAW"})
  void codesSamplesAtOnceWhereTheyStand(AudioEncoding encoding) {
    AudioEncoder encoder = AudioEncoder.of(encoding, FORMAT);
    assertThat(encoder.encoding()).isEqualTo(encoding);
    assertThat(encoder.encode(PcmFrame.of(FORMAT, 7, new float[3])))
        .extracting(EncodedAudio::position)
        .containsExactly(7L);
    assertThat(encoder.encode(PcmFrame.of(FORMAT, 10))).isEmpty();
    assertThat(encoder.flush()).isEmpty();
    PcmFrame other = PcmFrame.of(PcmFormat.SPEECH, 10, 0f);
    assertThatThrownBy(() -> encoder.encode(other)).isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] encode(AudioEncoding encoding, PcmFrame frame) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    AudioEncoder.of(encoding, FORMAT)
        .encode(frame)
        .forEach(piece -> bytes.writeBytes(piece.bytes()));
    return bytes.toByteArray();
  }
}
