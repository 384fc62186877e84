package dev.parley.audio.codec;

import dev.parley.audio.PcmFormat;

/// The lengths that a stream of Opus packets has on our wire, in samples of its rate.
///
/// All five rates of Opus give whole numbers.
final class OpusTiming {
  private OpusTiming() {}

  /// How much later the signal comes out of a decoder than it went into the encoder: 6.5 ms, which
  /// is 2.5 ms for the window of the transform and 4 ms that align the two layers (RFC 6716,
  /// section 2; `OPUS_GET_LOOKAHEAD` of the reference encoder). It is the pre-skip of RFC 7845, 312
  /// at 48 kHz.
  static int delay(PcmFormat format) {
    return format.sampleRate() * 13 / 2_000;
  }

  /// The packets that we make: 20 ms.
  static int packet(PcmFormat format) {
    return format.sampleRate() / 50;
  }

  /// The longest packet that there is: 120 ms.
  static int longestPacket(PcmFormat format) {
    return format.sampleRate() * 3 / 25;
  }
}
