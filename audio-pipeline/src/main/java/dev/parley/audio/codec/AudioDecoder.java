package dev.parley.audio.codec;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import java.nio.ByteBuffer;

/// Turns the bytes of one live stream into frames.
///
/// Where single samples are coded, the bytes may be cut anywhere: a byte that is half a sample
/// waits for the next ones. [AudioEncoding#OPUS] is decoded a packet a call, and always to 48 kHz:
/// put a [dev.parley.audio.dsp.Resampler] behind it. Positions count all samples decoded so far, so
/// the frames of a stream follow each other. Not thread-safe; one per stream.
public sealed interface AudioDecoder permits LinearDecoder, CompandingDecoder, OpusPacketDecoder {
  /// A decoder for one stream.
  ///
  /// @param format that the stream declares
  /// @throws IllegalArgumentException with a sentence if the encoding does not know the sample rate
  static AudioDecoder of(AudioEncoding encoding, PcmFormat format) {
    encoding.requireRate(format);
    return switch (encoding) {
      case LINEAR16 -> new LinearDecoder(format);
      case MULAW -> new CompandingDecoder(format, G711::fromMulaw);
      case ALAW -> new CompandingDecoder(format, G711::fromAlaw);
      case OPUS -> new OpusPacketDecoder();
    };
  }

  /// The format of the frames; not the declared one with [AudioEncoding#OPUS].
  PcmFormat format();

  /// The number of samples decoded so far: the position of the next frame.
  long position();

  /// Decodes all remaining bytes of `bytes`. The frame is empty if they do not complete a sample.
  ///
  /// @throws BrokenPacketException if they must be a packet and are none; the decoder is as before
  PcmFrame decode(ByteBuffer bytes);

  /// Decodes all of `bytes`, as [#decode(ByteBuffer)] does.
  default PcmFrame decode(byte[] bytes) {
    return decode(ByteBuffer.wrap(bytes));
  }
}
