package dev.parley.audio.probe;

import dev.parley.audio.AudioSink;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.file.WavWriter;
import java.io.IOException;
import java.nio.file.Path;

/// A stage that writes a copy of what passes into a WAV file. Only for people who agreed to be
/// recorded. What cannot be written is thrown as [java.io.UncheckedIOException].
public final class DumpSink implements AudioSink {
  private final AudioSink next;
  private final WavWriter copy;

  /// @param file is replaced if it exists
  public DumpSink(AudioSink next, Path file) throws IOException {
    this.next = next;
    this.copy = WavWriter.create(file, next.format());
  }

  @Override
  public PcmFormat format() {
    return next.format();
  }

  @Override
  public void write(PcmFrame frame) {
    copy.write(frame);
    next.write(frame);
  }

  @Override
  public void flush() {
    copy.flush();
    next.flush();
  }

  @Override
  public String describe() {
    return "dump → " + next.describe();
  }

  @Override
  public void close() {
    try {
      copy.close();
    } finally {
      next.close();
    }
  }
}
