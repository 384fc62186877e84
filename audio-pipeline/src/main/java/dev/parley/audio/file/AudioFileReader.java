package dev.parley.audio.file;

import dev.parley.audio.AudioSink;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.codec.AudioEncoding;
import dev.parley.audio.dsp.RateConverter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/// Reads a file or a stream of any common container as mono audio of any rate.
///
/// Decoding is pulled by [#readInto]: a file is never held in memory, and a sink that blocks holds
/// up the reading. A file that breaks off is read up to there. Not thread-safe, except that
/// [#close] may end a read of another thread.
///
/// Every failure is an [UnreadableAudioException] with one sentence that names the file.
public final class AudioFileReader implements AutoCloseable {
  private final String name;
  private final SampleSource source;
  private volatile boolean closed;

  private AudioFileReader(String name, SampleSource source) {
    this.name = name;
    this.source = source;
  }

  /// Opens a file and reads its header.
  public static AudioFileReader open(Path file) throws UnreadableAudioException {
    return open(file, AudioSources.standard());
  }

  /// Opens a stream and reads its header. What only `ffmpeg` can read is first copied to a
  /// temporary file, because most such containers cannot be read from front to back.
  ///
  /// @param stream is closed by [#close], and also if it cannot be read
  /// @param name what messages call it, such as `standard input`
  public static AudioFileReader open(InputStream stream, String name)
      throws UnreadableAudioException {
    return open(stream, name, AudioSources.standard());
  }

  /// Takes a stream for bare samples without any header.
  ///
  /// @param stream is closed by [#close]
  /// @throws IllegalArgumentException with a sentence if `encoding` does not code single samples
  public static AudioFileReader openRaw(
      InputStream stream, String name, AudioEncoding encoding, PcmFormat format) {
    return new AudioFileReader(name, new RawSource(stream, encoding, format));
  }

  static AudioFileReader open(Path file, AudioSources sources) throws UnreadableAudioException {
    String name = file.toString();
    return new AudioFileReader(name, sources.open(file, name));
  }

  static AudioFileReader open(InputStream stream, String name, AudioSources sources)
      throws UnreadableAudioException {
    return new AudioFileReader(name, sources.open(stream, name));
  }

  /// What the header says.
  public AudioFileInfo info() {
    return source.info();
  }

  /// Decodes everything into `sink`, resampled to its format, from position 0 on, and flushes it.
  /// The sink is not closed. To be called once.
  ///
  /// @throws UnreadableAudioException if the content is broken, holds no samples, or the reader
  ///     was closed; what came before has been written to the sink
  public void readInto(AudioSink sink) throws UnreadableAudioException {
    RateConverter converter = new RateConverter(info().sampleRate(), sink.format().sampleRate());
    long samples = 0;
    for (float[] block = next(); block.length > 0; block = next()) {
      samples += block.length;
      long position = converter.position();
      write(sink, position, converter.convert(block, 0, block.length));
    }
    if (samples == 0) {
      throw new UnreadableAudioException(name, "it holds no audio");
    }
    long position = converter.position();
    write(sink, position, converter.drain());
    sink.flush();
  }

  /// Ends the reading. Safe to call twice.
  @Override
  public void close() {
    closed = true;
    AudioSources.closeQuietly(source);
  }

  private float[] next() throws UnreadableAudioException {
    try {
      float[] block = source.next();
      if (closed) {
        throw new UnreadableAudioException(name, "the reader was closed");
      }
      return block;
    } catch (UnreadableAudioException e) {
      throw e;
    } catch (IOException e) {
      throw closed
          ? new UnreadableAudioException(name, "the reader was closed", e)
          : AudioSources.unreadable(name, e);
    }
  }

  private static void write(AudioSink sink, long position, float[] samples) {
    if (samples.length > 0) {
      sink.write(PcmFrame.of(sink.format(), position, samples));
    }
  }
}
