package dev.parley.audio.codec;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import java.util.List;

/// Turns the frames of one live stream into the bytes of its messages.
///
/// Calls come from one thread at a time, in any order. Frames are taken to follow each other
/// without gaps: an encoder that works on stretches of its own counts the samples from the position
/// of the first frame on. Samples beyond -1 and 1 are clipped. An encoder holds nothing that must
/// be closed; one that is dropped without a flush has dropped what it held back.
public sealed interface AudioEncoder permits LinearEncoder, CompandingEncoder, OpusPacketEncoder {
  /// An encoder for one stream.
  ///
  /// @throws IllegalArgumentException with a sentence if the encoding does not know the sample rate
  static AudioEncoder of(AudioEncoding encoding, PcmFormat format) {
    encoding.requireRate(format);
    return switch (encoding) {
      case LINEAR16 -> new LinearEncoder(format);
      case MULAW -> new CompandingEncoder(encoding, format, G711::toMulaw);
      case ALAW -> new CompandingEncoder(encoding, format, G711::toAlaw);
      case OPUS -> new OpusPacketEncoder(format);
    };
  }

  AudioEncoding encoding();

  /// The messages that `frame` completes, in order; for encodings of single samples exactly one
  /// unless the frame is empty.
  ///
  /// @throws IllegalArgumentException if the frame has another format
  List<EncodedAudio> encode(PcmFrame frame);

  /// The messages that hold the rest of what was encoded, filled up with silence. The stream may go
  /// on; the silence then belongs to it. Empty if nothing is held back.
  List<EncodedAudio> flush();
}
