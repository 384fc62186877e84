package dev.parley.audio.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.audio.AudioSink;
import dev.parley.audio.AudioSinkContract;
import dev.parley.audio.CollectingSink;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.Signals;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class ResamplerTest extends AudioSinkContract {
  @Override
  protected AudioSink stage(CollectingSink next) {
    return Resampler.to(next, new PcmFormat(44_100));
  }

  @Override
  protected boolean passesOn() {
    return true;
  }

  @Test
  void isLeftOutWhenTheRatesMatch() {
    CollectingSink sink = new CollectingSink(PcmFormat.SPEECH);
    assertThat(Resampler.to(sink, PcmFormat.SPEECH)).isSameAs(sink);
  }

  @ParameterizedTest
  @CsvSource({
    "48000,16000",
    "44100,16000",
    "24000,8000",
    "8000,16000",
    "22050,16000",
    "16000,24000",
    "16000,44100",
    "44101,16000",
    "16000,11025",
    "192000,8000"
  })
  void keepsTimeAndAmplitude(int from, int to) {
    int seconds = 1;
    float[] output = convert(Signals.sine(from, 440, from * seconds), from, to, 1_000);
    float[] expected = Signals.sine(to, 440, to * seconds);
    assertThat(output).hasSize(to * seconds);
    // The edges see the silence around the signal.
    for (int i = 200; i < output.length - 200; i++) {
      assertThat(output[i]).isCloseTo(expected[i], within(2e-4f));
    }
  }

  @ParameterizedTest
  @CsvSource({"48000,16000", "44100,16000", "24000,8000", "44101,16000"})
  void letsNothingFoldBack(int from, int to) {
    for (double frequency = to / 2.0; frequency < from / 2.0; frequency += 371) {
      float[] output = convert(Signals.sine(from, frequency, from / 4), from, to, 4_000);
      double peak = 0;
      for (int i = 200; i < output.length - 200; i++) {
        peak = Math.max(peak, Math.abs(output[i]));
      }
      assertThat(20 * Math.log10(peak / 0.5 + 1e-12)).as("%.0f Hz", frequency).isLessThan(-80);
    }
  }

  @ParameterizedTest
  @CsvSource({"48000,16000", "44100,16000", "8000,16000", "11025,24000"})
  void doesNotDependOnHowTheStreamIsCut(int from, int to) {
    Random random = new Random(from);
    float[] input = Signals.noise(random, 6_000);
    CollectingSink whole = new CollectingSink(new PcmFormat(to));
    AudioSink resampler = Resampler.to(whole, new PcmFormat(from));
    resampler.write(PcmFrame.of(new PcmFormat(from), 0, input));
    resampler.flush();
    for (int longest : new int[] {1, 7, 160, 3_000}) {
      CollectingSink pieces = new CollectingSink(new PcmFormat(to));
      AudioSink other = Resampler.to(pieces, new PcmFormat(from));
      Signals.cut(random, new PcmFormat(from), input, longest).forEach(other::write);
      other.flush();
      assertThat(pieces.samples()).containsExactly(whole.samples());
      long position = 0;
      for (PcmFrame frame : pieces.frames()) {
        assertThat(frame.position()).isEqualTo(position);
        position = frame.end();
      }
    }
  }

  @Test
  void goesOnAfterAFlush() {
    PcmFormat from = new PcmFormat(48_000);
    float[] input = new float[9_600];
    CollectingSink sink = new CollectingSink(PcmFormat.SPEECH);
    AudioSink resampler = Resampler.to(sink, from);
    resampler.write(PcmFrame.of(from, 0, input, 0, 4_801));
    resampler.flush();
    assertThat(sink.samples()).hasSize(1_601);
    assertThat(sink.flushes()).isEqualTo(1);
    resampler.write(PcmFrame.of(from, 4_801, input, 4_801, 4_799));
    resampler.flush();
    assertThat(sink.samples()).hasSize(3_200);
  }

  @Test
  void startsAnewAfterAGap() {
    PcmFormat from = new PcmFormat(48_000);
    CollectingSink sink = new CollectingSink(PcmFormat.SPEECH);
    AudioSink resampler = Resampler.to(sink, from);
    resampler.write(PcmFrame.of(from, 0, new float[480]));
    resampler.write(PcmFrame.of(from, 48_001, new float[479]));
    resampler.flush();
    assertThat(sink.frames().getFirst().position()).isZero();
    assertThat(sink.samples()).hasSize(160 + 159);
    assertThat(sink.frames().getLast().end()).isEqualTo(16_160);
    assertThat(sink.frames()).anyMatch(frame -> frame.position() == 16_001);
  }

  @Test
  void refusesAnotherFormat() {
    AudioSink resampler = Resampler.to(new CollectingSink(PcmFormat.SPEECH), new PcmFormat(8_000));
    assertThatThrownBy(() -> resampler.write(PcmFrame.of(PcmFormat.SPEECH, 0, 0f)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("8000 Hz");
    assertThat(resampler.describe()).isEqualTo("resample 8000→16000 → collect");
  }

  private static float[] convert(float[] input, int from, int to, int piece) {
    RateConverter converter = new RateConverter(from, to);
    float[] output = new float[(int) Math.ceilDiv((long) input.length * to, from)];
    int filled = 0;
    for (int i = 0; i < input.length; i += piece) {
      float[] part = converter.convert(input, i, Math.min(piece, input.length - i));
      System.arraycopy(part, 0, output, filled, part.length);
      filled += part.length;
    }
    float[] tail = converter.drain();
    System.arraycopy(tail, 0, output, filled, tail.length);
    assertThat(filled + tail.length).isEqualTo(output.length);
    return output;
  }
}
