package dev.parley.audio.file;

import java.io.IOException;
import java.util.Arrays;

/// Decodes the frames of a FLAC stream (RFC 9639, section 9).
///
/// jFLAC is not used, because it prints to standard output where a frame has escaped residuals,
/// and is no longer kept.
final class FlacFrame {
  private static final int SYNC = 0b11_1111_1111_1110;
  private static final int LEFT_SIDE = 8;
  private static final int SIDE_RIGHT = 9;
  private static final int MIDDLE_SIDE = 10;
  private static final int[] BITS = {0, 8, 12, 0, 16, 20, 24, 32};
  private static final int[][] FIXED = {{}, {1}, {2, -1}, {3, -3, 1}, {4, -6, 4, -1}};

  private final BitReader input;
  private final int streamBits;
  private long[][] channels = {};
  private int bitsPerSample;

  /// @param streamBits the bits of a sample where a frame does not say
  FlacFrame(BitReader input, int streamBits) {
    this.input = input;
    this.streamBits = streamBits;
  }

  /// The next frame as mono samples.
  ///
  /// @throws BrokenAudioException if the frame is damaged
  float[] read() throws IOException {
    if (input.unsigned(14) != SYNC) {
      throw new BrokenAudioException("its FLAC data is damaged");
    }
    input.unsigned(2);
    int sizeCode = (int) input.unsigned(4);
    int rateCode = (int) input.unsigned(4);
    int assignment = (int) input.unsigned(4);
    int bitsCode = (int) input.unsigned(3);
    input.unsigned(1);
    skipNumber();
    int size = blockSize(sizeCode);
    input.unsigned(rateCode == 12 ? 8 : rateCode == 13 || rateCode == 14 ? 16 : 0);
    input.unsigned(8);
    bitsPerSample = bitsCode == 0 ? streamBits : BITS[bitsCode];
    if (assignment > MIDDLE_SIDE || bitsPerSample == 0) {
      throw new BrokenAudioException("its FLAC data is damaged");
    }
    channels = new long[assignment < LEFT_SIDE ? assignment + 1 : 2][size];
    for (int channel = 0; channel < channels.length; channel++) {
      boolean side =
          assignment == SIDE_RIGHT ? channel == 0 : assignment >= LEFT_SIDE && channel == 1;
      readSubframe(channels[channel], bitsPerSample + (side ? 1 : 0));
    }
    input.align();
    input.unsigned(16);
    separate(assignment);
    return mixDown();
  }

  private int blockSize(int code) throws IOException {
    return switch (code) {
      case 0 -> throw new BrokenAudioException("its FLAC data is damaged");
      case 1 -> 192;
      case 2, 3, 4, 5 -> 576 << (code - 2);
      case 6 -> (int) input.unsigned(8) + 1;
      case 7 -> (int) input.unsigned(16) + 1;
      default -> 256 << (code - 8);
    };
  }

  /// The frame's number, coded like a character of UTF-8.
  private void skipNumber() throws IOException {
    int first = (int) input.unsigned(8);
    int following = Math.max(0, Integer.numberOfLeadingZeros(~(first << 24)) - 1);
    for (int i = 0; i < following; i++) {
      input.unsigned(8);
    }
  }

  private void readSubframe(long[] samples, int declaredBits) throws IOException {
    input.unsigned(1);
    int type = (int) input.unsigned(6);
    int wasted = input.unsigned(1) == 1 ? input.unary() + 1 : 0;
    int bits = declaredBits - wasted;
    if (bits < 1) {
      throw new BrokenAudioException("its FLAC data is damaged");
    }
    if (type == 0) {
      Arrays.fill(samples, input.signed(bits));
    } else if (type == 1) {
      for (int i = 0; i < samples.length; i++) {
        samples[i] = input.signed(bits);
      }
    } else if (type >= 8 && type <= 12) {
      warmUp(samples, type - 8, bits);
      readResiduals(samples, type - 8);
      predict(samples, FIXED[type - 8], 0);
    } else if (type >= 32) {
      readLinearPrediction(samples, type - 31, bits);
    } else {
      throw new BrokenAudioException("its FLAC data is damaged");
    }
    for (int i = 0; wasted > 0 && i < samples.length; i++) {
      samples[i] <<= wasted;
    }
  }

  private void readLinearPrediction(long[] samples, int order, int bits) throws IOException {
    warmUp(samples, order, bits);
    int precision = (int) input.unsigned(4) + 1;
    int shift = (int) input.signed(5);
    if (precision == 16 || shift < 0) {
      throw new BrokenAudioException("its FLAC data is damaged");
    }
    int[] coefficients = new int[order];
    for (int i = 0; i < order; i++) {
      coefficients[i] = (int) input.signed(precision);
    }
    readResiduals(samples, order);
    predict(samples, coefficients, shift);
  }

  private void warmUp(long[] samples, int order, int bits) throws IOException {
    if (order > samples.length) {
      throw new BrokenAudioException("its FLAC data is damaged");
    }
    for (int i = 0; i < order; i++) {
      samples[i] = input.signed(bits);
    }
  }

  /// Rice-coded residuals, into the places of the samples from `order` on.
  private void readResiduals(long[] samples, int order) throws IOException {
    int method = (int) input.unsigned(2);
    if (method > 1) {
      throw new BrokenAudioException("its FLAC data is damaged");
    }
    int parameterBits = 4 + method;
    int escape = (1 << parameterBits) - 1;
    int partitions = 1 << input.unsigned(4);
    int length = samples.length / partitions;
    if (length * partitions != samples.length || length < order) {
      throw new BrokenAudioException("its FLAC data is damaged");
    }
    for (int partition = 0; partition < partitions; partition++) {
      int parameter = (int) input.unsigned(parameterBits);
      int escapedBits = parameter == escape ? (int) input.unsigned(5) : 0;
      int start = partition == 0 ? order : partition * length;
      for (int i = start; i < (partition + 1) * length; i++) {
        if (parameter == escape) {
          samples[i] = input.signed(escapedBits);
        } else {
          long folded = ((long) input.unary() << parameter) | input.unsigned(parameter);
          samples[i] = (folded >>> 1) ^ -(folded & 1);
        }
      }
    }
  }

  private static void predict(long[] samples, int[] coefficients, int shift) {
    for (int i = coefficients.length; i < samples.length; i++) {
      long sum = 0;
      for (int j = 0; j < coefficients.length; j++) {
        sum += coefficients[j] * samples[i - 1 - j];
      }
      samples[i] += sum >> shift;
    }
  }

  private void separate(int assignment) {
    for (int i = 0; assignment >= LEFT_SIDE && i < channels[0].length; i++) {
      long first = channels[0][i];
      long second = channels[1][i];
      switch (assignment) {
        case LEFT_SIDE -> channels[1][i] = first - second;
        case SIDE_RIGHT -> channels[0][i] = first + second;
        default -> {
          long middle = (first << 1) | (second & 1);
          channels[0][i] = (middle + second) >> 1;
          channels[1][i] = (middle - second) >> 1;
        }
      }
    }
  }

  private float[] mixDown() {
    float scale = 1f / (1L << (bitsPerSample - 1)) / channels.length;
    float[] mono = new float[channels[0].length];
    for (int i = 0; i < mono.length; i++) {
      long sum = 0;
      for (long[] channel : channels) {
        sum += channel[i];
      }
      mono[i] = sum * scale;
    }
    return mono;
  }
}
