package dev.parley.audio.file;

import com.jcraft.jogg.Packet;
import com.jcraft.jorbis.Block;
import com.jcraft.jorbis.Comment;
import com.jcraft.jorbis.DspState;
import com.jcraft.jorbis.Info;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The samples of an Ogg Vorbis file, decoded by JOrbis.
final class VorbisSource implements SampleSource {
  private static final int HEADERS = 3;

  private final InputStream stream;
  private final OggPackets packets;
  private final AudioFileInfo info;
  private Synthesis synthesis;
  private GranuleClock clock = new GranuleClock();

  /// @param lastGranule the position at the end of the file, -1 if unknown
  VorbisSource(InputStream stream, long lastGranule) throws IOException {
    this.stream = stream;
    this.packets = new OggPackets(stream);
    this.synthesis = Synthesis.start(packets, packets.next());
    this.info = AudioFileInfo.of("Ogg Vorbis", synthesis.rate(), synthesis.channels(), lastGranule);
  }

  @Override
  public AudioFileInfo info() {
    return info;
  }

  @Override
  public float[] next() throws IOException {
    for (OggPacket packet = packets.next(); packet != null; packet = packets.next()) {
      if (packet.startsStream()) {
        synthesis = Synthesis.start(packets, packet);
        clock = new GranuleClock();
        if (synthesis.rate() != info.sampleRate()) {
          throw new BrokenAudioException("its sample rate changes half-way");
        }
        continue;
      }
      float[] samples = synthesis.decode(packet.bytes());
      int kept = clock.keep(packet, samples.length);
      if (kept > 0) {
        return Arrays.copyOf(samples, kept);
      }
    }
    return new float[0];
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }

  /// JOrbis for one logical stream.
  private static final class Synthesis {
    private final Info info;
    private final DspState state = new DspState();
    private final Block block;
    private long packetNumber = HEADERS;

    private Synthesis(Info info) {
      this.info = info;
      state.synthesis_init(info);
      this.block = new Block(state);
    }

    static Synthesis start(OggPackets packets, @Nullable OggPacket first) throws IOException {
      Info info = new Info();
      Comment comment = new Comment();
      info.init();
      comment.init();
      OggPacket header = first;
      for (int number = 0; number < HEADERS; number++) {
        if (header == null) {
          throw new BrokenAudioException("its Vorbis header is truncated");
        }
        try {
          Packet packet = packet(header.bytes(), number);
          if (info.synthesis_headerin(comment, packet) < 0) {
            throw new BrokenAudioException("its Vorbis header is damaged");
          }
        } catch (RuntimeException e) {
          throw new BrokenAudioException("its Vorbis header is damaged", e);
        }
        header = number < HEADERS - 1 ? packets.next() : header;
      }
      if (info.rate < 1 || info.rate > SampleSource.MAX_RATE || info.channels < 1) {
        throw new BrokenAudioException("its Vorbis header is damaged");
      }
      try {
        return new Synthesis(info);
      } catch (RuntimeException e) {
        throw new BrokenAudioException("its Vorbis header is damaged", e);
      }
    }

    int rate() {
      return info.rate;
    }

    int channels() {
      return info.channels;
    }

    /// The mono samples that a packet completes; none if it is damaged.
    float[] decode(byte[] data) {
      try {
        if (block.synthesis(packet(data, packetNumber++)) != 0) {
          return new float[0];
        }
        state.synthesis_blockin(block);
        float[][][] pcm = new float[1][][];
        int[] offsets = new int[info.channels];
        float[] mono = new float[0];
        for (int count = state.synthesis_pcmout(pcm, offsets);
            count > 0;
            count = state.synthesis_pcmout(pcm, offsets)) {
          int filled = mono.length;
          mono = Arrays.copyOf(mono, filled + count);
          for (int channel = 0; channel < info.channels; channel++) {
            for (int i = 0; i < count; i++) {
              mono[filled + i] += pcm[0][channel][offsets[channel] + i] / info.channels;
            }
          }
          state.synthesis_read(count);
        }
        return mono;
      } catch (RuntimeException e) {
        // A damaged packet; the next may be sound.
        return new float[0];
      }
    }

    private static Packet packet(byte[] data, long number) {
      Packet packet = new Packet();
      packet.packet_base = data;
      packet.packet = 0;
      packet.bytes = data.length;
      packet.b_o_s = number == 0 ? 1 : 0;
      packet.granulepos = -1;
      packet.packetno = number;
      return packet;
    }
  }
}
