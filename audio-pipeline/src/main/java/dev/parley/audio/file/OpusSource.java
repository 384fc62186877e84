package dev.parley.audio.file;

import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusMSDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The samples of an Ogg Opus file (RFC 7845), decoded by Concentus at 48 kHz.
final class OpusSource implements SampleSource {
  private static final int RATE = 48_000;

  /// 120 ms, the longest packet of RFC 6716.
  private static final int LONGEST_PACKET = 5_760;

  private final InputStream stream;
  private final OggPackets packets;
  private final AudioFileInfo info;
  private Head head;
  private PacketDecoder decoder;
  private GranuleClock clock = new GranuleClock();
  private long skip;

  /// @param lastGranule the position at the end of the file, -1 if unknown
  OpusSource(InputStream stream, long lastGranule) throws IOException {
    this.stream = stream;
    this.packets = new OggPackets(stream);
    OggPacket first = packets.next();
    if (first == null) {
      throw new BrokenAudioException("its Opus header is truncated");
    }
    this.head = Head.parse(first.bytes());
    this.decoder = head.decoder();
    this.skip = head.preSkip();
    packets.next();
    long samples = lastGranule < 0 ? -1 : Math.max(0, lastGranule - skip);
    this.info = AudioFileInfo.of("Ogg Opus", RATE, head.channels(), samples);
  }

  @Override
  public AudioFileInfo info() {
    return info;
  }

  @Override
  public float[] next() throws IOException {
    for (OggPacket packet = packets.next(); packet != null; packet = packets.next()) {
      if (packet.startsStream()) {
        head = Head.parse(packet.bytes());
        decoder = head.decoder();
        skip = head.preSkip();
        clock = new GranuleClock();
        packets.next();
        continue;
      }
      float[] samples = decode(packet.bytes());
      int end = clock.keep(packet, samples.length);
      int start = (int) Math.min(skip, samples.length);
      skip -= start;
      if (start < end) {
        return Arrays.copyOfRange(samples, start, end);
      }
    }
    return new float[0];
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }

  private float[] decode(byte[] packet) {
    try {
      short[] pcm = decoder.decode(packet);
      float[] interleaved = new float[pcm.length];
      for (int i = 0; i < pcm.length; i++) {
        interleaved[i] = Math.clamp(pcm[i] * head.gain() / 32_768f, -1f, 1f);
      }
      return SampleSource.mixDown(interleaved, decoder.channels());
    } catch (OpusException | RuntimeException | AssertionError e) {
      // A damaged packet, for which Concentus has several exceptions; the next may be sound.
      return new float[0];
    }
  }

  /// A decoder and the number of channels that it gives.
  private interface PacketDecoder {
    int channels();

    short[] decode(byte[] packet) throws OpusException;
  }

  /// The identification header.
  private record Head(
      int channels, int preSkip, float gain, int streams, int coupled, List<Short> mapping) {
    private static final byte[] MAGIC = "OpusHead".getBytes(StandardCharsets.US_ASCII);
    private static final int BYTES = 19;

    static Head parse(byte[] packet) throws BrokenAudioException {
      if (packet.length < BYTES || !Arrays.equals(packet, 0, 8, MAGIC, 0, 8)) {
        throw new BrokenAudioException("its Opus header is damaged");
      }
      ByteBuffer fields = ByteBuffer.wrap(packet).order(ByteOrder.LITTLE_ENDIAN);
      int channels = packet[9] & 0xFF;
      int preSkip = fields.getShort(10) & 0xFFFF;
      float gain = (float) Math.pow(10, fields.getShort(16) / 256.0 / 20);
      if (packet[18] == 0 && (channels == 1 || channels == 2)) {
        return new Head(channels, preSkip, gain, 1, channels - 1, List.of((short) 0, (short) 1));
      }
      if (channels == 0 || packet.length < BYTES + 2 + channels) {
        throw new BrokenAudioException("its Opus header is damaged");
      }
      List<Short> mapping = new ArrayList<>();
      for (int i = 0; i < channels; i++) {
        mapping.add((short) (packet[BYTES + 2 + i] & 0xFF));
      }
      return new Head(
          channels, preSkip, gain, packet[BYTES] & 0xFF, packet[BYTES + 1] & 0xFF, mapping);
    }

    PacketDecoder decoder() throws BrokenAudioException {
      try {
        return streams == 1 && channels <= 2 ? single() : multiple();
      } catch (OpusException | RuntimeException e) {
        throw new BrokenAudioException("its Opus header is damaged", e);
      }
    }

    /// Opus mixes a stereo stream down itself if asked for one channel.
    private PacketDecoder single() throws OpusException {
      OpusDecoder opus = new OpusDecoder(RATE, 1);
      short[] pcm = new short[LONGEST_PACKET];
      return new PacketDecoder() {
        @Override
        public int channels() {
          return 1;
        }

        @Override
        public short[] decode(byte[] packet) throws OpusException {
          int samples = opus.decode(packet, 0, packet.length, pcm, 0, LONGEST_PACKET, false);
          return Arrays.copyOf(pcm, samples);
        }
      };
    }

    private PacketDecoder multiple() throws OpusException {
      short[] outputOf = new short[channels];
      for (int i = 0; i < channels; i++) {
        outputOf[i] = mapping.get(i);
      }
      OpusMSDecoder opus = OpusMSDecoder.create(RATE, channels, streams, coupled, outputOf);
      short[] pcm = new short[LONGEST_PACKET * channels];
      int outputs = channels;
      return new PacketDecoder() {
        @Override
        public int channels() {
          return outputs;
        }

        @Override
        public short[] decode(byte[] packet) throws OpusException {
          int samples = opus.decodeMultistream(packet, 0, packet.length, pcm, 0, LONGEST_PACKET, 0);
          return Arrays.copyOf(pcm, Math.max(0, samples) * outputs);
        }
      };
    }
  }
}
