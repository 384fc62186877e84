package dev.parley.audio.file;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// The header of a RIFF or RF64 WAVE file, read up to its first sample.
///
/// @param coding how samples are written
/// @param channels 1 to 256
/// @param sampleRate samples a second
/// @param bytesPerSample of one channel
/// @param dataBytes the declared size of the samples, -1 if the writer did not know it
record WavHeader(Coding coding, int channels, int sampleRate, int bytesPerSample, long dataBytes) {

  /// How samples are written.
  enum Coding {
    INTEGER,
    FLOAT,
    MULAW,
    ALAW
  }

  private static final int PCM = 1;
  private static final int IEEE_FLOAT = 3;
  private static final int A_LAW = 6;
  private static final int MU_LAW = 7;
  private static final int EXTENSIBLE = 0xFFFE;

  private static final int RIFF = 0x52494646;
  private static final int RF64 = 0x52463634;
  private static final int WAVE = 0x57415645;
  private static final int FORMAT = 0x666D7420;
  private static final int DATA = 0x64617461;
  private static final int DATA_SIZE_64 = 0x64733634;
  private static final long UNKNOWN_SIZE = 0xFFFF_FFFFL;

  /// @throws BrokenAudioException if there is no usable header
  static WavHeader read(InputStream stream) throws IOException {
    DataInputStream input = new DataInputStream(stream);
    try {
      return readChunks(input);
    } catch (EOFException e) {
      throw new BrokenAudioException("the WAV header is truncated", e);
    }
  }

  /// Whether samples of this format tag are read here.
  static boolean isSupported(int formatTag) {
    return formatTag == PCM
        || formatTag == IEEE_FLOAT
        || formatTag == A_LAW
        || formatTag == MU_LAW
        || formatTag == EXTENSIBLE;
  }

  /// The bytes of one sample of all channels.
  int frameBytes() {
    return channels * bytesPerSample;
  }

  private static WavHeader readChunks(DataInputStream input) throws IOException {
    int riff = input.readInt();
    input.readInt();
    if ((riff != RIFF && riff != RF64) || input.readInt() != WAVE) {
      throw new BrokenAudioException("it does not start with a WAV header");
    }
    byte[] format = {};
    long largeDataSize = -1;
    while (true) {
      int chunk = input.readInt();
      long size = Integer.reverseBytes(input.readInt()) & 0xFFFF_FFFFL;
      if (chunk == DATA) {
        if (riff == RF64 && size == UNKNOWN_SIZE) {
          size = largeDataSize;
        }
        return parse(format, size == UNKNOWN_SIZE || size == 0 ? -1 : size);
      }
      if (chunk == FORMAT) {
        format = new byte[(int) Math.min(size, 40)];
        input.readFully(format);
        input.skipNBytes(size - format.length);
      } else if (chunk == DATA_SIZE_64 && size >= 16) {
        input.skipNBytes(8);
        largeDataSize = Long.reverseBytes(input.readLong());
        input.skipNBytes(size - 16);
      } else {
        input.skipNBytes(size);
      }
      if (size % 2 == 1) {
        input.skipNBytes(1);
      }
    }
  }

  private static WavHeader parse(byte[] format, long dataBytes) throws BrokenAudioException {
    if (format.length < 16) {
      throw new BrokenAudioException("the WAV header does not say how samples are written");
    }
    int tag = unsignedShort(format, 0);
    if (tag == EXTENSIBLE && format.length >= 26) {
      tag = unsignedShort(format, 24);
    }
    int channels = unsignedShort(format, 2);
    long sampleRate = unsignedShort(format, 4) | ((long) unsignedShort(format, 6) << 16);
    int frameBytes = unsignedShort(format, 12);
    int bits = unsignedShort(format, 14);
    if (channels < 1 || channels > 256 || sampleRate < 1 || sampleRate > SampleSource.MAX_RATE) {
      throw new BrokenAudioException(
          "its WAV header claims %d channels at %d Hz".formatted(channels, sampleRate));
    }
    // The container of a sample may be wider than its bits: 20 bits in 3 bytes.
    int bytes = frameBytes % channels == 0 ? frameBytes / channels : (bits + 7) / 8;
    Coding coding =
        switch (tag) {
          case PCM -> bytes >= 1 && bytes <= 4 ? Coding.INTEGER : null;
          case IEEE_FLOAT -> bytes == 4 || bytes == 8 ? Coding.FLOAT : null;
          case A_LAW -> bytes == 1 ? Coding.ALAW : null;
          case MU_LAW -> bytes == 1 ? Coding.MULAW : null;
          default -> null;
        };
    if (coding == null) {
      throw new BrokenAudioException(
          "its WAV encoding (format tag %d, %d bits) is not supported".formatted(tag, bits));
    }
    return new WavHeader(coding, channels, (int) sampleRate, bytes, dataBytes);
  }

  private static int unsignedShort(byte[] bytes, int offset) {
    return (bytes[offset] & 0xFF) | ((bytes[offset + 1] & 0xFF) << 8);
  }
}
