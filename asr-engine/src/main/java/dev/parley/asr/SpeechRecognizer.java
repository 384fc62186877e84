package dev.parley.asr;

import java.util.List;
import java.util.function.Consumer;

/// A loaded and warmed-up model: immutable, thread-safe, shared by all sessions.
public interface SpeechRecognizer extends AutoCloseable {
  /// Opens a stream of its own state.
  ///
  /// @param listener gets the transcripts, one at a time, in order, on a thread of the recogniser;
  ///     it must not block. After [RecognitionStream#cancel] returns it may
  ///     still get one transcript that was under way.
  /// @throws IllegalArgumentException with a sentence if an option is not one this model has, such
  ///     as an unknown language
  RecognitionStream open(RecognitionOptions options, Consumer<Transcript> listener);

  /// The languages that the model knows, ISO 639-1, sorted.
  List<String> languages();

  /// A name such as `whisper-base` for reports.
  String name();

  /// Frees the model. All streams must have ended. Safe to call twice.
  @Override
  void close();
}
