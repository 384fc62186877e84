package dev.parley.audio.codec;

/// The companding laws of ITU-T Recommendation G.711, between 8-bit codes and 16-bit samples.
///
/// The recommendation defines µ-law on 14 and A-law on 13 significant bits; both are kept here at
/// the top of 16 bits, as ITU-T G.191 does. Negative samples are folded by complement, so -1 falls
/// into the same interval as 0.
final class G711 {
  private static final int MULAW_BIAS = 33;
  private static final int MULAW_CLIP = 0x1FFF;
  private static final short[] FROM_MULAW = new short[256];
  private static final short[] FROM_ALAW = new short[256];

  static {
    for (int code = 0; code < 256; code++) {
      FROM_MULAW[code] = expandMulaw(code);
      FROM_ALAW[code] = expandAlaw(code);
    }
  }

  private G711() {}

  static short fromMulaw(byte code) {
    return FROM_MULAW[code & 0xFF];
  }

  static short fromAlaw(byte code) {
    return FROM_ALAW[code & 0xFF];
  }

  static byte toMulaw(short sample) {
    int magnitude = Math.min(MULAW_CLIP, ((sample < 0 ? ~sample : sample) >> 2) + MULAW_BIAS);
    int segment = 26 - Integer.numberOfLeadingZeros(magnitude);
    int step = (magnitude >> (segment + 1)) & 0xF;
    int code = ~((segment << 4) | step) & 0x7F;
    return (byte) (sample < 0 ? code : code | 0x80);
  }

  static byte toAlaw(short sample) {
    int magnitude = (sample < 0 ? ~sample : sample) >> 4;
    int segment = Math.max(0, 28 - Integer.numberOfLeadingZeros(magnitude));
    int step = segment == 0 ? magnitude : (magnitude >> (segment - 1)) & 0xF;
    int code = (segment << 4) | step;
    return (byte) ((sample < 0 ? code : code | 0x80) ^ 0x55);
  }

  private static short expandMulaw(int code) {
    int inverted = ~code;
    int segment = (inverted >> 4) & 7;
    int step = inverted & 0xF;
    int magnitude = ((((step << 1) + MULAW_BIAS) << segment) - MULAW_BIAS) << 2;
    return (short) ((code & 0x80) == 0 ? -magnitude : magnitude);
  }

  private static short expandAlaw(int code) {
    int even = code ^ 0x55;
    int segment = (even >> 4) & 7;
    int step = even & 0xF;
    int middle = (step << 4) + 8;
    int magnitude = segment == 0 ? middle : (middle + 0x100) << (segment - 1);
    return (short) ((even & 0x80) == 0 ? -magnitude : magnitude);
  }
}
