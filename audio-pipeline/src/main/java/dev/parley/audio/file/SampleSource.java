package dev.parley.audio.file;

import java.io.IOException;

/// The decoded audio of one file, pulled block by block, mixed down to mono.
interface SampleSource extends AutoCloseable {
  /// The highest rate that is taken for real; a header that claims more is broken.
  int MAX_RATE = 768_000;

  AudioFileInfo info();

  /// The next samples, at the rate of [#info()]; an empty array at the end.
  ///
  /// @throws IOException if the content is broken beyond what can be skipped
  float[] next() throws IOException;

  @Override
  void close() throws IOException;

  /// The mean of the channels.
  static float[] mixDown(float[] interleaved, int channels) {
    if (channels == 1) {
      return interleaved;
    }
    float[] mono = new float[interleaved.length / channels];
    for (int i = 0; i < mono.length; i++) {
      float sum = 0;
      for (int channel = 0; channel < channels; channel++) {
        sum += interleaved[i * channels + channel];
      }
      mono[i] = sum / channels;
    }
    return mono;
  }
}
