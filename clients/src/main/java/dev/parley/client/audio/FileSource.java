package dev.parley.client.audio;

import dev.parley.audio.AudioSink;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.dsp.Framer;
import dev.parley.audio.file.AudioFileReader;
import dev.parley.audio.file.UnreadableAudioException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// The audio of a file of any container, in frames of 20 ms; the last one is filled with silence.
///
/// A thread of its own decodes a little ahead and waits while that is not taken.
public final class FileSource implements AudioSource {
  private static final int FRAMES_A_SECOND = 50;
  private static final int FRAMES_AHEAD = 100;

  private sealed interface Item {
    record Audio(PcmFrame frame) implements Item {}

    record End() implements Item {}

    record Broken(UnreadableAudioException reason) implements Item {}
  }

  private final AudioFileReader reader;
  private final PcmFormat format;
  private final BlockingQueue<Item> ahead = new ArrayBlockingQueue<>(FRAMES_AHEAD);
  private final Thread decoding;
  private boolean ended;

  private FileSource(AudioFileReader reader, PcmFormat format) {
    this.reader = reader;
    this.format = format;
    this.decoding = Thread.ofVirtual().name("decoding").unstarted(this::decode);
  }

  /// Opens a file, to be resampled to `format`.
  public static FileSource open(Path file, PcmFormat format) throws UnreadableAudioException {
    FileSource source = new FileSource(AudioFileReader.open(file), format);
    source.decoding.start();
    return source;
  }

  @Override
  public PcmFormat format() {
    return format;
  }

  @Override
  public Optional<PcmFrame> next() throws UnreadableAudioException, InterruptedException {
    if (ended) {
      return Optional.empty();
    }
    return switch (ahead.take()) {
      case Item.Audio(PcmFrame frame) -> Optional.of(frame);
      case Item.End() -> {
        ended = true;
        yield Optional.empty();
      }
      case Item.Broken(UnreadableAudioException reason) -> {
        ended = true;
        throw reason;
      }
    };
  }

  @Override
  public void close() {
    decoding.interrupt();
    reader.close();
  }

  private void decode() {
    try {
      try {
        reader.readInto(new Framer(new Queue(), format.sampleRate() / FRAMES_A_SECOND));
        ahead.put(new Item.End());
      } catch (UnreadableAudioException e) {
        ahead.put(new Item.Broken(e));
      }
    } catch (InterruptedException | Closed _) {
      // Nobody takes anything any more.
      Thread.currentThread().interrupt();
    }
  }

  private static final class Closed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final class Queue implements AudioSink {
    @Override
    public PcmFormat format() {
      return format;
    }

    @Override
    public void write(PcmFrame frame) {
      try {
        ahead.put(new Item.Audio(frame));
      } catch (InterruptedException e) {
        throw (Closed) new Closed().initCause(e);
      }
    }

    @Override
    public void flush() {}

    @Override
    public String describe() {
      return "queue of " + FRAMES_AHEAD;
    }

    @Override
    public void close() {}
  }
}
