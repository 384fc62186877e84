package dev.parley.audio.file;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.codec.AudioDecoder;
import dev.parley.audio.codec.AudioEncoding;
import java.io.IOException;
import java.io.InputStream;

/// Bare samples, of which the caller knows how they are written.
final class RawSource implements SampleSource {
  private static final int BLOCK_BYTES = 8_192;

  private final InputStream stream;
  private final AudioDecoder decoder;
  private final AudioFileInfo info;

  /// @throws IllegalArgumentException with a sentence if `encoding` does not code single samples
  RawSource(InputStream stream, AudioEncoding encoding, PcmFormat format) {
    if (encoding == AudioEncoding.OPUS) {
      throw new IllegalArgumentException(
          "Opus packets cannot be told apart without a container; give an Ogg Opus file.");
    }
    this.stream = stream;
    this.decoder = AudioDecoder.of(encoding, format);
    this.info = AudioFileInfo.of("raw " + encoding, format.sampleRate(), 1, -1);
  }

  @Override
  public AudioFileInfo info() {
    return info;
  }

  @Override
  public float[] next() throws IOException {
    return decoder.decode(stream.readNBytes(BLOCK_BYTES)).toArray();
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
