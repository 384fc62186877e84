package dev.parley.audio.codec;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusPacketInfo;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// [AudioEncoding#OPUS]: one packet of RFC 6716 a call, of any mode, length and bandwidth, decoded
/// by Concentus to 48 kHz. Stereo is mixed down.
///
/// Whatever comes, the positions stay true:
/// - the first 6.5 ms, by which the codec delays the signal, are dropped ([OpusTiming#delay]);
/// - an empty packet stands for one that was lost or that the sender left out because nothing was
///   said: it is filled in for the length of the packet before, 20 ms at the start;
/// - a packet that cannot be decoded is silence of the length that it declares;
/// - one that declares no length of RFC 6716 is refused.
final class OpusPacketDecoder implements AudioDecoder {
  /// The only rate at which Concentus 1.0.2 decodes hybrid packets: at others it loses their lower
  /// layer, which is the voice.
  private static final PcmFormat FORMAT = new PcmFormat(48_000);

  private final short[] pcm = new short[OpusTiming.longestPacket(FORMAT)];
  private OpusDecoder opus = open();

  /// Of the last packet.
  private int duration = OpusTiming.packet(FORMAT);

  /// How much of the codec's delay is still to be dropped.
  private int skip = OpusTiming.delay(FORMAT);

  private long position;

  @Override
  public PcmFormat format() {
    return FORMAT;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public PcmFrame decode(ByteBuffer bytes) {
    byte[] packet = new byte[bytes.remaining()];
    bytes.get(packet);
    if (packet.length > 0) {
      duration = durationOf(packet);
    }
    decodeOrSilence(packet);
    int dropped = Math.min(skip, duration);
    skip -= dropped;
    float[] samples = new float[duration - dropped];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = Samples16.restore(pcm[dropped + i]);
    }
    PcmFrame frame = PcmFrame.of(FORMAT, position, samples);
    position = frame.end();
    return frame;
  }

  private int durationOf(byte[] packet) {
    int samples = OpusPacketInfo.getNumSamples(packet, 0, packet.length, FORMAT.sampleRate());
    if (samples <= 0) {
      throw new BrokenPacketException(
          ("%d bytes are no Opus packet: they declare no length between 2.5 and 120 ms; send one"
                  + " packet of RFC 6716 a message, without a container.")
              .formatted(packet.length));
    }
    return samples;
  }

  private void decodeOrSilence(byte[] packet) {
    try {
      opus.decode(packet, 0, packet.length, pcm, 0, duration, false);
    } catch (OpusException | RuntimeException | AssertionError e) {
      // Concentus has several exceptions for a damaged packet; some leave its state half changed.
      Arrays.fill(pcm, 0, duration, (short) 0);
      opus = open();
    }
  }

  private static OpusDecoder open() {
    try {
      return new OpusDecoder(FORMAT.sampleRate(), 1);
    } catch (OpusException e) {
      throw new IllegalStateException("No Opus decoder can be made; report this.", e);
    }
  }
}
