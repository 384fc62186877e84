package dev.parley.audio.file;

import java.util.Optional;

/// The four bytes at the start of every MPEG audio frame (ISO/IEC 11172-3, 13818-3; "2.5" is a
/// common extension to half the rates of MPEG 2).
///
/// @param version 3 for MPEG 1, 2 for MPEG 2, 0 for MPEG 2.5
/// @param layer 1 to 3
/// @param bitRate in bits a second
/// @param sampleRate in Hz
/// @param mono whether there is one channel
/// @param frameBytes the length of the frame, this header included
record Mp3Header(
    int version, int layer, int bitRate, int sampleRate, boolean mono, int frameBytes) {
  private static final int[] RATES = {44_100, 48_000, 32_000};

  /// In kbit/s by bit rate index; rows: layers 1, 2, 3 of MPEG 1, layer 1 and layers 2, 3 of MPEG
  // 2.
  private static final int[][] BIT_RATES = {
    {0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448},
    {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384},
    {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320},
    {0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256},
    {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160}
  };

  /// Frames in a row that must agree before bytes count as MPEG audio.
  private static final int AGREEING_FRAMES = 3;

  /// The offset of the first of several frames in a row that agree; -1 if there is none. Where
  /// the bytes end before the row does, fewer are enough.
  static int find(byte[] head) {
    for (int offset = 0; offset + 4 <= head.length; offset++) {
      if (agrees(head, offset)) {
        return offset;
      }
    }
    return -1;
  }

  /// The header at `offset`, if the bytes there are one. Frames of unstated ("free") length are
  /// not taken.
  static Optional<Mp3Header> at(byte[] bytes, int offset) {
    if (offset + 4 > bytes.length
        || bytes[offset] != (byte) 0xFF
        || (bytes[offset + 1] & 0xE0) != 0xE0) {
      return Optional.empty();
    }
    int version = (bytes[offset + 1] >> 3) & 3;
    int layer = 4 - ((bytes[offset + 1] >> 1) & 3);
    int bitRateIndex = (bytes[offset + 2] >> 4) & 15;
    int rateIndex = (bytes[offset + 2] >> 2) & 3;
    if (version == 1 || layer == 4 || bitRateIndex == 0 || bitRateIndex == 15 || rateIndex == 3) {
      return Optional.empty();
    }
    int row = version == 3 ? layer - 1 : layer == 1 ? 3 : 4;
    int bitRate = 1_000 * BIT_RATES[row][bitRateIndex];
    int sampleRate = RATES[rateIndex] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
    int padding = (bytes[offset + 2] >> 1) & 1;
    boolean mono = (bytes[offset + 3] & 0xC0) == 0xC0;
    int samples = samples(version, layer);
    int frameBytes =
        layer == 1
            ? (12 * bitRate / sampleRate + padding) * 4
            : samples / 8 * bitRate / sampleRate + padding;
    return Optional.of(new Mp3Header(version, layer, bitRate, sampleRate, mono, frameBytes));
  }

  /// The samples of a frame, each channel.
  int samples() {
    return samples(version, layer);
  }

  int channels() {
    return mono ? 1 : 2;
  }

  /// The bytes between the header and the place of a Xing tag in layer 3.
  int sideInformationBytes() {
    return version == 3 ? (mono ? 17 : 32) : (mono ? 9 : 17);
  }

  private static int samples(int version, int layer) {
    return layer == 1 ? 384 : layer == 2 || version == 3 ? 1_152 : 576;
  }

  private static boolean agrees(byte[] head, int offset) {
    Optional<Mp3Header> first = at(head, offset);
    if (first.isEmpty()) {
      return false;
    }
    int next = offset;
    for (int frame = 0; frame < AGREEING_FRAMES; frame++) {
      Optional<Mp3Header> header = at(head, next);
      if (header.isEmpty()
          || header.get().sampleRate() != first.get().sampleRate()
          || header.get().layer() != first.get().layer()) {
        // Cut off within the row is fine for a file that starts with a frame, not for noise.
        return next >= head.length - 3 && offset == 0 && frame > 0;
      }
      next += header.get().frameBytes();
    }
    return true;
  }
}
