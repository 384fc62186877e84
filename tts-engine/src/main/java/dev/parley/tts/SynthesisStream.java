package dev.parley.tts;

/// One reply on its way from text to audio.
///
/// Text arrives in pieces of any size, down to a character; the stream cuts it into clauses and
/// sentences and speaks each as soon as it is complete. SSML is the exception: it is a document,
/// which is read at [#flush] or [#finish]. One thread at a time calls [#write], [#flush] and
/// [#finish]; [#cancel] may come from any thread.
public interface SynthesisStream extends AutoCloseable {
  /// Takes the next piece of text. May block while much text waits to be spoken.
  ///
  /// @throws MarkupException if a document is too long; the stream is then cancelled
  void write(String text);

  /// A boundary: what has been written is spoken without waiting for the end of its sentence. May
  /// block while an earlier document waits to be spoken.
  ///
  /// @throws MarkupException if the document is broken; the stream is then cancelled
  void flush();

  /// Flushes, waits until the last audio has been delivered, and ends the stream.
  ///
  /// @throws MarkupException if the document is broken, or a phoneme in the text is unknown
  /// @throws SynthesisException if the engine failed; the failure concerns this stream only
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
