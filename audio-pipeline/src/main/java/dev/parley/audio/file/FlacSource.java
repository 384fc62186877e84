package dev.parley.audio.file;

import java.io.IOException;
import java.io.InputStream;
import org.jflac.FLACDecoder;
import org.jflac.frame.Frame;
import org.jflac.metadata.StreamInfo;

/// The samples of a FLAC file, decoded by jFLAC.
final class FlacSource implements SampleSource {
  private final InputStream stream;
  private final FLACDecoder decoder;
  private final AudioFileInfo info;

  FlacSource(InputStream stream) throws IOException {
    this.stream = stream;
    this.decoder = new FLACDecoder(stream);
    StreamInfo header;
    try {
      decoder.readMetadata();
      header = decoder.getStreamInfo();
    } catch (IOException | RuntimeException e) {
      throw new BrokenAudioException("its FLAC header is truncated or damaged", e);
    }
    if (header == null || header.getSampleRate() < 1) {
      throw new BrokenAudioException("its FLAC header is truncated or damaged");
    }
    long samples = header.getTotalSamples();
    this.info =
        AudioFileInfo.of(
            "FLAC", header.getSampleRate(), header.getChannels(), samples == 0 ? -1 : samples);
  }

  @Override
  public AudioFileInfo info() {
    return info;
  }

  @Override
  public float[] next() throws IOException {
    Frame frame;
    try {
      frame = decoder.readNextFrame();
    } catch (RuntimeException e) {
      throw new BrokenAudioException("its FLAC data is damaged", e);
    }
    if (frame == null) {
      return new float[0];
    }
    int channels = frame.header.channels;
    float scale = 1f / (1L << (frame.header.bitsPerSample - 1)) / channels;
    float[] mono = new float[frame.header.blockSize];
    for (int channel = 0; channel < channels; channel++) {
      int[] samples = decoder.getChannelData()[channel].getOutput();
      for (int i = 0; i < mono.length; i++) {
        mono[i] += samples[i] * scale;
      }
    }
    return mono;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
