package dev.parley.audio.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.Signals;
import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusPacketInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class OpusCodecTest {
  private static final PcmFormat FORMAT = PcmFormat.SPEECH;

  /// In samples of [#FORMAT], and of the decoder.
  private static final int PACKET = 320;

  private static final int DELAY = 104;
  private static final int DECODED_PACKET = 960;
  private static final int DECODED_DELAY = 312;

  @ParameterizedTest
  @ValueSource(ints = {8_000, 12_000, 16_000, 24_000, 48_000})
  void whatWasEncodedIsDecodedAtItsPlace(int rate) {
    PcmFormat format = new PcmFormat(rate);
    float[] voice = voice(48_000, 144_000);
    List<EncodedAudio> packets = encode(format, PcmFrame.of(format, 0, voice(rate, 3 * rate)));
    AudioDecoder decoder = AudioDecoder.of(AudioEncoding.OPUS, format);
    float[] decoded = new float[voice.length + DECODED_PACKET];
    int bytes = 0;
    for (EncodedAudio packet : packets) {
      assertThat(packet.position()).isEqualTo(decoder.position() * rate / 48_000);
      PcmFrame frame = decoder.decode(packet.bytes());
      assertThat(frame.length())
          .isEqualTo(frame.position() == 0 ? DECODED_PACKET - DECODED_DELAY : DECODED_PACKET);
      frame.copyTo(decoded, (int) frame.position());
      bytes += packet.bytes().length;
    }
    assertThat(decoder.format()).isEqualTo(new PcmFormat(48_000));
    assertThat(decoder.position()).isBetween(144_000L, 144_000L + DECODED_PACKET - 1);
    // A tenth of a millisecond.
    assertThat(lag(voice, decoded, 240)).isBetween(-5, 5);
    assertThat(signalToNoise(voice, decoded)).isGreaterThan(8);
    assertThat(bytes * 8 / 3).isBetween(10_000, rate > 16_000 ? 36_000 : 27_000);
  }

  @Test
  void doesNotDependOnHowTheFramesAreCut() {
    float[] voice = voice(16_000, 20_000);
    List<EncodedAudio> whole = encode(FORMAT, PcmFrame.of(FORMAT, 0, voice));
    List<EncodedAudio> cut =
        encode(FORMAT, Signals.cut(new Random(1), FORMAT, voice, 700).toArray(PcmFrame[]::new));
    assertThat(cut.stream().map(EncodedAudio::bytes))
        .containsExactlyElementsOf(whole.stream().map(EncodedAudio::bytes).toList());
    assertThat(cut.stream().map(EncodedAudio::position))
        .containsExactlyElementsOf(whole.stream().map(EncodedAudio::position).toList());
  }

  @Test
  void positionsCountFromTheFirstFrame() {
    AudioEncoder encoder = AudioEncoder.of(AudioEncoding.OPUS, FORMAT);
    assertThat(encoder.encode(PcmFrame.of(FORMAT, 1_000, new float[2 * PACKET + 1])))
        .extracting(EncodedAudio::position)
        .containsExactly(1_000L, 1_000L + PACKET - DELAY);
  }

  @Test
  void aFlushGivesBackEverySampleAndTheStreamGoesOn() {
    AudioEncoder encoder = AudioEncoder.of(AudioEncoding.OPUS, FORMAT);
    AudioDecoder decoder = AudioDecoder.of(AudioEncoding.OPUS, FORMAT);
    assertThat(encoder.flush()).isEmpty();
    assertThat(encoder.encode(PcmFrame.of(FORMAT, 0))).isEmpty();
    assertThat(encoder.flush()).isEmpty();

    // So few samples that the delay pushes the last of them into another packet.
    assertThat(encoder.encode(PcmFrame.of(FORMAT, 0, new float[PACKET - 1]))).isEmpty();
    List<EncodedAudio> tail = encoder.flush();
    assertThat(tail).extracting(EncodedAudio::position).containsExactly(0L, (long) PACKET - DELAY);
    tail.forEach(packet -> decoder.decode(packet.bytes()));
    assertThat(decoder.position()).isEqualTo(2 * DECODED_PACKET - DECODED_DELAY);
    assertThat(encoder.flush()).isEmpty();

    List<EncodedAudio> more = encoder.encode(PcmFrame.of(FORMAT, 2 * PACKET, new float[PACKET]));
    assertThat(more).extracting(EncodedAudio::position).containsExactly(2L * PACKET - DELAY);
  }

  @Test
  void refusesFramesOfAnotherRate() {
    AudioEncoder encoder = AudioEncoder.of(AudioEncoding.OPUS, FORMAT);
    PcmFrame other = PcmFrame.of(new PcmFormat(24_000), 0, 0f);
    assertThatThrownBy(() -> encoder.encode(other)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesRatesThatOpusDoesNotHave() {
    PcmFormat disc = new PcmFormat(44_100);
    String sentence =
        "Opus has no sample rate of 44100 Hz; use one of 8000, 12000, 16000, 24000, 48000 Hz.";
    assertThatThrownBy(() -> AudioEncoder.of(AudioEncoding.OPUS, disc)).hasMessage(sentence);
    assertThatThrownBy(() -> AudioDecoder.of(AudioEncoding.OPUS, disc)).hasMessage(sentence);
  }

  /// Lengths in samples of 16 kHz, in all modes of RFC 6716.
  @ParameterizedTest
  @CsvSource({
    "40, OPUS_APPLICATION_RESTRICTED_LOWDELAY",
    "80, OPUS_APPLICATION_RESTRICTED_LOWDELAY",
    "160, OPUS_APPLICATION_VOIP",
    "320, OPUS_APPLICATION_VOIP",
    "640, OPUS_APPLICATION_VOIP",
    "960, OPUS_APPLICATION_VOIP",
  })
  void takesPacketsOfAnyLength(int length, OpusApplication application) throws OpusException {
    short[] voice = quantise(voice(16_000, 16_000));
    OpusEncoder encoder = new OpusEncoder(16_000, 1, application);
    encoder.setBitrate(24_000);
    AudioDecoder decoder = AudioDecoder.of(AudioEncoding.OPUS, FORMAT);
    byte[] packet = new byte[1_276];
    long end = 0;
    for (int start = 0; start + length <= voice.length; start += length) {
      int bytes = encoder.encode(voice, start, length, packet, 0, packet.length);
      end += length;
      assertThat(decoder.decode(Arrays.copyOf(packet, bytes)).end())
          .isEqualTo(Math.max(0, 3 * end - DECODED_DELAY));
    }
    decoder.decode(new byte[0]);
    assertThat(decoder.position()).isEqualTo(3 * (end + length) - DECODED_DELAY);
  }

  @Test
  void takesTheLongestPacket() {
    AudioDecoder decoder = AudioDecoder.of(AudioEncoding.OPUS, FORMAT);
    byte[] single = packets(1).getFirst();
    byte[] six = new byte[2 + 6 * (single.length - 1)];
    six[0] = (byte) (single[0] | 3);
    six[1] = 6;
    for (int i = 0; i < 6; i++) {
      System.arraycopy(single, 1, six, 2 + i * (single.length - 1), single.length - 1);
    }
    assertThat(decoder.decode(six).end()).isEqualTo(6 * DECODED_PACKET - DECODED_DELAY);
  }

  @Test
  void fillsInWhatIsMissing() {
    AudioDecoder decoder = AudioDecoder.of(AudioEncoding.OPUS, FORMAT);
    assertThat(decoder.decode(new byte[0]).toArray())
        .hasSize(DECODED_PACKET - DECODED_DELAY)
        .containsOnly(0f);
    packets(10).forEach(decoder::decode);
    PcmFrame filled = decoder.decode(new byte[0]);
    assertThat(filled.length()).isEqualTo(DECODED_PACKET);
    assertThat(energy(filled)).isGreaterThan(1e-3f);
  }

  @Test
  void aDamagedPacketIsSilenceOfItsLength() {
    List<byte[]> packets = packets(20);
    AudioDecoder decoder = AudioDecoder.of(AudioEncoding.OPUS, FORMAT);
    packets.subList(0, 10).forEach(decoder::decode);
    // Two frames of equal size cannot have three bytes.
    byte[] odd = {(byte) (packets.getFirst()[0] | 1), 1, 2, 3};
    long before = decoder.position();
    PcmFrame silence = decoder.decode(odd);
    assertThat(silence.position()).isEqualTo(before);
    assertThat(silence.toArray()).hasSize(2 * DECODED_PACKET).containsOnly(0f);
    float loudest = 0;
    for (byte[] packet : packets.subList(12, 20)) {
      PcmFrame frame = decoder.decode(packet);
      assertThat(frame.length()).isEqualTo(DECODED_PACKET);
      loudest = Math.max(loudest, energy(frame));
    }
    assertThat(loudest).isGreaterThan(0.01f);
  }

  @ParameterizedTest
  @ValueSource(strings = {"03", "0300", "0B3F", "4F676753", "FF31"})
  void refusesWhatDeclaresNoPossibleLength(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    List<byte[]> packets = packets(2);
    AudioDecoder decoder = AudioDecoder.of(AudioEncoding.OPUS, FORMAT);
    decoder.decode(packets.get(0));
    assertThatThrownBy(() -> decoder.decode(bytes))
        .isInstanceOf(BrokenPacketException.class)
        .hasMessageContaining("are no Opus packet")
        .hasMessageEndingWith(".");
    assertThat(decoder.position()).isEqualTo(DECODED_PACKET - DECODED_DELAY);
    assertThat(decoder.decode(packets.get(1)).length()).isEqualTo(DECODED_PACKET);
  }

  @Test
  void keepsTrueTimeWhateverComes() {
    Random random = new Random(11);
    AudioDecoder decoder = AudioDecoder.of(AudioEncoding.OPUS, FORMAT);
    long end = -DECODED_DELAY;
    int refused = 0;
    for (int i = 0; i < 2_000; i++) {
      byte[] packet = new byte[1 + random.nextInt(120)];
      random.nextBytes(packet);
      int length = OpusPacketInfo.getNumSamples(packet, 0, packet.length, 48_000);
      if (length > 0) {
        end += length;
        decoder.decode(packet);
      } else {
        refused++;
        assertThatThrownBy(() -> decoder.decode(packet)).isInstanceOf(BrokenPacketException.class);
      }
      assertThat(decoder.position()).isEqualTo(Math.max(0, end));
    }
    assertThat(refused).isPositive();
  }

  private static List<byte[]> packets(int number) {
    return encode(FORMAT, PcmFrame.of(FORMAT, 0, voice(16_000, number * PACKET))).stream()
        .map(EncodedAudio::bytes)
        .limit(number)
        .toList();
  }

  private static List<EncodedAudio> encode(PcmFormat format, PcmFrame... frames) {
    AudioEncoder encoder = AudioEncoder.of(AudioEncoding.OPUS, format);
    List<EncodedAudio> packets = new ArrayList<>();
    for (PcmFrame frame : frames) {
      packets.addAll(encoder.encode(frame));
    }
    packets.addAll(encoder.flush());
    return packets;
  }

  /// A gliding voice with overtones up to 3 kHz and four syllables a second. It never repeats
  /// itself, so it fits itself at one place only.
  private static float[] voice(int rate, int length) {
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      double time = (double) i / rate;
      double glide = 2 * Math.PI * 0.7 * time;
      double pitch = 220 + 60 * Math.sin(glide);
      double phase = 2 * Math.PI * (220 * time - 60 / (2 * Math.PI * 0.7) * Math.cos(glide));
      double sum = 0;
      for (int overtone = 1; overtone * pitch < 3_000; overtone++) {
        sum += Math.sin(overtone * phase) / overtone;
      }
      double syllable = Math.pow(Math.sin(Math.PI * 4 * time), 2);
      samples[i] = (float) (0.25 * syllable * sum);
    }
    return samples;
  }

  private static short[] quantise(float[] samples) {
    short[] quantised = new short[samples.length];
    for (int i = 0; i < samples.length; i++) {
      quantised[i] = Samples16.quantise(samples[i]);
    }
    return quantised;
  }

  private static float energy(PcmFrame frame) {
    float energy = 0;
    for (float sample : frame.toArray()) {
      energy += sample * sample;
    }
    return energy;
  }

  /// How much later `late` is than `early`, where the two fit best.
  private static int lag(float[] early, float[] late, int most) {
    int best = 0;
    double closest = -1;
    for (int lag = -most; lag <= most; lag++) {
      double correlation = correlation(early, late, lag);
      if (correlation > closest) {
        closest = correlation;
        best = lag;
      }
    }
    return best;
  }

  private static double signalToNoise(float[] signal, float[] noisy) {
    double energy = 0;
    double noise = 0;
    for (int i = 0; i < signal.length; i++) {
      energy += signal[i] * signal[i];
      noise += (noisy[i] - signal[i]) * (noisy[i] - signal[i]);
    }
    return 10 * Math.log10(energy / noise);
  }

  private static double correlation(float[] early, float[] late, int lag) {
    double product = 0;
    double energyEarly = 0;
    double energyLate = 0;
    for (int i = Math.max(0, -lag); i < early.length && i + lag < late.length; i++) {
      product += early[i] * late[i + lag];
      energyEarly += early[i] * early[i];
      energyLate += late[i + lag] * late[i + lag];
    }
    return product / Math.sqrt(energyEarly * energyLate);
  }
}
