package dev.parley.audio.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// The samples of a FLAC file (RFC 9639). A file that breaks off is read up to its last whole
// frame.
final class FlacSource implements SampleSource {
  private static final int STREAM_INFO = 0;
  private static final int STREAM_INFO_BYTES = 34;

  private final InputStream stream;
  private final FlacFrame frame;
  private final AudioFileInfo info;

  /// @param stream starts with the signature `fLaC`
  FlacSource(InputStream stream) throws IOException {
    this.stream = stream;
    BitReader input = new BitReader(stream);
    try {
      input.unsigned(32);
      boolean last = input.unsigned(1) == 1;
      long type = input.unsigned(7);
      long length = input.unsigned(24);
      if (type != STREAM_INFO || length < STREAM_INFO_BYTES) {
        throw new BrokenAudioException("its FLAC header is damaged");
      }
      // The sizes of blocks and frames; every frame tells its own.
      stream.skipNBytes(10);
      int sampleRate = (int) input.unsigned(20);
      int channels = (int) input.unsigned(3) + 1;
      int bits = (int) input.unsigned(5) + 1;
      long samples = (input.unsigned(4) << 32) | input.unsigned(32);
      stream.skipNBytes(16 + length - STREAM_INFO_BYTES);
      if (sampleRate < 1 || sampleRate > MAX_RATE) {
        throw new BrokenAudioException("its FLAC header claims " + sampleRate + " Hz");
      }
      while (!last) {
        last = input.unsigned(1) == 1;
        input.unsigned(7);
        stream.skipNBytes(input.unsigned(24));
      }
      this.frame = new FlacFrame(input, bits);
      this.info = AudioFileInfo.of("FLAC", sampleRate, channels, samples == 0 ? -1 : samples);
    } catch (EOFException e) {
      throw new BrokenAudioException("its FLAC header is truncated", e);
    }
  }

  @Override
  public AudioFileInfo info() {
    return info;
  }

  @Override
  public float[] next() throws IOException {
    try {
      return frame.read();
    } catch (EOFException e) {
      return new float[0];
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
