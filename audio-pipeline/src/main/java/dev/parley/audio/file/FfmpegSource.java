package dev.parley.audio.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The samples of a file that `ffmpeg` decodes. [#close] ends the program.
final class FfmpegSource implements SampleSource {
  private final Process process;
  private final FfmpegReport report;
  private final WavSource samples;
  private final @Nullable Path temporary;
  private final AudioFileInfo info;
  private volatile boolean closed;

  /// @param temporary a file to delete at the end
  FfmpegSource(FfmpegProgram program, Path file, @Nullable Path temporary) throws IOException {
    if (Mp4Protection.of(file)) {
      throw new BrokenAudioException("it is protected by copy protection (DRM)");
    }
    this.temporary = temporary;
    this.process = program.start(file);
    this.report = new FfmpegReport(process.getErrorStream());
    try {
      InputStream output = new BufferedInputStream(process.getInputStream(), 1 << 16);
      this.samples = new WavSource(output, -1);
    } catch (IOException e) {
      BrokenAudioException failure = new BrokenAudioException(report.reason(), e);
      process.destroyForcibly();
      throw failure;
    }
    report.await();
    AudioFileInfo decoded = samples.info();
    this.info =
        new AudioFileInfo(
            report.container(),
            decoded.sampleRate(),
            decoded.channels(),
            report.milliseconds() < 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(report.milliseconds())));
  }

  @Override
  public AudioFileInfo info() {
    return info;
  }

  @Override
  public float[] next() throws IOException {
    float[] block = samples.next();
    if (block.length == 0 && !closed && exitStatus() != 0) {
      throw new BrokenAudioException(report.reason());
    }
    return block;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    process.destroyForcibly();
    if (temporary != null) {
      Files.deleteIfExists(temporary);
    }
  }

  private int exitStatus() throws IOException {
    try {
      return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
