package dev.parley.client.cli.transcribe;

import dev.parley.asr.RecognitionStream;
import dev.parley.audio.AudioSink;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import java.util.ArrayList;
import java.util.List;

/// Keeps the decoding of a file apart from its recognition, so that the latter can be timed alone:
/// holds up to ten minutes of audio back until the file ends. Longer files are passed on from then
/// on as they are decoded, so their time includes the rest of the decoding.
final class ReadAhead implements AudioSink {
  private static final long LIMIT = 600L * PcmFormat.SPEECH.sampleRate();

  private final RecognitionStream stream;
  private final List<PcmFrame> held = new ArrayList<>();
  private long end;
  private long started = -1;

  ReadAhead(RecognitionStream stream) {
    this.stream = stream;
  }

  @Override
  public PcmFormat format() {
    return stream.format();
  }

  @Override
  public void write(PcmFrame frame) {
    end = frame.end();
    if (started < 0 && end <= LIMIT) {
      held.add(frame);
    } else {
      release();
      stream.write(frame);
    }
  }

  @Override
  public void flush() {}

  /// Waits until everything is recognised.
  ///
  /// @return the seconds that it took
  double finish() throws InterruptedException {
    release();
    stream.finish();
    return (System.nanoTime() - started) / 1e9;
  }

  /// The length of the audio in seconds.
  double duration() {
    return (double) end / format().sampleRate();
  }

  @Override
  public String describe() {
    return "read ahead → " + stream.describe();
  }

  @Override
  public void close() {
    stream.close();
  }

  private void release() {
    if (started < 0) {
      started = System.nanoTime();
      held.forEach(stream::write);
      held.clear();
    }
  }
}
