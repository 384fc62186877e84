package dev.parley.asr;

import dev.parley.audio.AudioSink;
import dev.parley.audio.PcmFrame;

/// One session's audio on its way to text.
///
/// Frames of 16 kHz arrive in order; gaps are allowed and count as silence that was not worth
/// sending. Positions count from the start of the session's stream and never restart, and every
/// word carries such positions.
///
/// One thread at a time calls [#write], [#pause], [#resume], [#flush] and [#finish]; [#cancel] may
/// come from any thread.
public interface RecognitionStream extends AudioSink {
  /// Takes audio of the present utterance. Never blocks in live mode; in file mode it blocks while
  /// too much audio waits.
  @Override
  void write(PcmFrame frame);

  /// A hint: the speaker has just paused and may have finished. What is written from here to the
  /// next [#resume] or [#flush] is no speech. A live stream then prepares the final, so that a
  /// flush
  /// in the pause is answered at once.
  default void pause() {}

  /// The speaker goes on after a [#pause]; what is written from here on may be speech.
  default void resume() {}

  /// The utterance is over: its [Transcript.Final] follows, also when nothing was recognised (then
  /// with an empty text). What is written afterwards belongs to the next utterance.
  @Override
  void flush();

  /// How far the stream is behind. Never blocks; from any thread.
  default Lag lag() {
    return Lag.NONE;
  }

  /// Flushes, waits until the last transcript has been delivered, and ends the stream.
  ///
  /// @throws RecognitionException if the engine failed; the failure concerns this stream only
  /// @throws InterruptedException if the thread was interrupted; the stream is then cancelled
  void finish() throws InterruptedException;

  /// Drops everything that is not delivered yet and ends the stream. Idempotent, never throws,
  /// never blocks.
  void cancel();

  /// The same as [#cancel].
  @Override
  default void close() {
    cancel();
  }
}
