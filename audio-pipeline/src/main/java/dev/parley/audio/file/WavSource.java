package dev.parley.audio.file;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.codec.AudioDecoder;
import dev.parley.audio.codec.AudioEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The samples of a WAV file. A file that ends before its header says so is read to its end.
final class WavSource implements SampleSource {
  private static final int BLOCK_FRAMES = 4_096;

  private final InputStream stream;
  private final WavHeader header;
  private final AudioFileInfo info;
  private long remaining;

  /// @param length the bytes that `stream` will give, -1 if unknown
  WavSource(InputStream stream, long length) throws IOException {
    this.stream = stream;
    CountingInput counter = new CountingInput(stream);
    this.header = WavHeader.read(counter);
    long present = length < 0 ? Long.MAX_VALUE : Math.max(0, length - counter.count());
    this.remaining =
        Math.min(present, header.dataBytes() < 0 ? Long.MAX_VALUE : header.dataBytes());
    this.info =
        AudioFileInfo.of(
            "WAV",
            header.sampleRate(),
            header.channels(),
            remaining == Long.MAX_VALUE ? -1 : remaining / header.frameBytes());
  }

  @Override
  public AudioFileInfo info() {
    return info;
  }

  @Override
  public float[] next() throws IOException {
    long wanted = Math.min(remaining, (long) BLOCK_FRAMES * header.frameBytes());
    byte[] bytes = stream.readNBytes((int) wanted);
    remaining -= bytes.length;
    int whole = bytes.length - bytes.length % header.frameBytes();
    ByteBuffer block = ByteBuffer.wrap(bytes, 0, whole).order(ByteOrder.LITTLE_ENDIAN);
    return SampleSource.mixDown(decode(block), header.channels());
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }

  private float[] decode(ByteBuffer block) {
    float[] samples = new float[block.remaining() / header.bytesPerSample()];
    switch (header.coding()) {
      case MULAW -> {
        return companded(AudioEncoding.MULAW, block);
      }
      case ALAW -> {
        return companded(AudioEncoding.ALAW, block);
      }
      case INTEGER -> {
        for (int i = 0; i < samples.length; i++) {
          samples[i] = integer(block);
        }
      }
      case FLOAT -> {
        for (int i = 0; i < samples.length; i++) {
          float value = header.bytesPerSample() == 8 ? (float) block.getDouble() : block.getFloat();
          samples[i] = Float.isFinite(value) ? value : 0;
        }
      }
    }
    return samples;
  }

  private float integer(ByteBuffer block) {
    return switch (header.bytesPerSample()) {
      case 1 -> ((block.get() & 0xFF) - 128) / 128f;
      case 2 -> block.getShort() / 32_768f;
      case 3 -> ((block.getShort() & 0xFFFF) | (block.get() << 16)) / 8_388_608f;
      default -> block.getInt() * 0x1p-31f;
    };
  }

  private static float[] companded(AudioEncoding encoding, ByteBuffer block) {
    return AudioDecoder.of(encoding, PcmFormat.SPEECH).decode(block).toArray();
  }
}
