package dev.parley.audio.codec;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusSignal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// [AudioEncoding#OPUS]: speech as packets of 20 ms with a variable bit rate, by Concentus.
///
/// The modes for speech are used without the high-pass filter of `OPUS_APPLICATION_VOIP`, which is
/// for microphones and thins low voices.
///
/// A packet holds the signal of 6.5 ms earlier than the samples that completed it, see
/// [OpusTiming#delay]; the positions take that into account. Up to 26.5 ms wait for what follows or
/// for [#flush].
final class OpusPacketEncoder implements AudioEncoder {
  /// The largest packet of one frame (RFC 6716, section 3.2.1), with its first byte.
  private static final int LARGEST_PACKET = 1_276;

  /// Up to 16 kHz and above: what makes speech of that bandwidth sound as the voice does.
  private static final int NARROW_BITS_A_SECOND = 24_000;

  private static final int WIDE_BITS_A_SECOND = 32_000;

  /// Of 0 to 10. From 4 on several ways to quantise a frame are tried, which lowers the noise of
  /// wideband speech by 2 dB.
  private static final int COMPLEXITY = 5;

  private final PcmFormat format;
  private final OpusEncoder opus;
  private final short[] pending;
  private final byte[] packet = new byte[LARGEST_PACKET];

  /// The position of the stream's first sample.
  private long start;

  private int filled;
  private long encoded;

  /// How many samples must be encoded before a decoder has given back all that were taken.
  private long owed;

  OpusPacketEncoder(PcmFormat format) {
    this.format = format;
    this.pending = new short[OpusTiming.packet(format)];
    try {
      this.opus = new OpusEncoder(format.sampleRate(), 1, OpusApplication.OPUS_APPLICATION_AUDIO);
    } catch (OpusException e) {
      throw failed(e);
    }
    opus.setSignalType(OpusSignal.OPUS_SIGNAL_VOICE);
    opus.setEnableAnalysis(false);
    opus.setUseVBR(true);
    opus.setBitrate(format.sampleRate() > 16_000 ? WIDE_BITS_A_SECOND : NARROW_BITS_A_SECOND);
    opus.setComplexity(COMPLEXITY);
  }

  @Override
  public AudioEncoding encoding() {
    return AudioEncoding.OPUS;
  }

  @Override
  public List<EncodedAudio> encode(PcmFrame frame) {
    format.requireSame(frame);
    if (frame.length() == 0) {
      return List.of();
    }
    if (owed == 0) {
      start = frame.position();
    }
    List<EncodedAudio> packets = new ArrayList<>();
    for (int i = 0; i < frame.length(); i++) {
      pending[filled++] = Samples16.quantise(frame.sample(i));
      if (filled == pending.length) {
        packets.add(encodePending());
      }
    }
    owed = encoded + filled + OpusTiming.delay(format);
    return packets;
  }

  @Override
  public List<EncodedAudio> flush() {
    List<EncodedAudio> packets = new ArrayList<>();
    while (encoded < owed) {
      Arrays.fill(pending, filled, pending.length, (short) 0);
      packets.add(encodePending());
    }
    return packets;
  }

  private EncodedAudio encodePending() {
    int length;
    try {
      length = opus.encode(pending, 0, pending.length, packet, 0, packet.length);
    } catch (OpusException | AssertionError e) {
      throw failed(e);
    }
    // A decoder drops the delay at the start, so its first packet is that much shorter.
    long position = start + Math.max(0, encoded - OpusTiming.delay(format));
    filled = 0;
    encoded += pending.length;
    return new EncodedAudio(position, Arrays.copyOf(packet, length));
  }

  private static IllegalStateException failed(Throwable cause) {
    return new IllegalStateException(
        "The Opus encoder failed on this stream; start it anew or use another encoding.", cause);
  }
}
