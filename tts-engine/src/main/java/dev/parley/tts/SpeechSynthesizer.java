package dev.parley.tts;

import dev.parley.tts.pronunciation.PhonemeInventory;
import java.util.List;
import java.util.function.Consumer;

/// Loaded and warmed-up voices: immutable, thread-safe, shared by all sessions.
public interface SpeechSynthesizer extends AutoCloseable {
  /// The voices that can be opened; the first is the default.
  List<Voice> voices();

  /// Loads what a voice needs, unless it is loaded, which may take seconds; otherwise the first
  /// [#open] of the voice does.
  ///
  /// @param voice one of [#voices()]
  default void prepare(Voice voice) {}

  /// The phonemes that a voice can say. Loads what the voice needs, as [#prepare] does.
  ///
  /// @param voice one of [#voices()]
  PhonemeInventory phonemes(Voice voice);

  /// Opens a stream for one reply.
  ///
  /// @param voice one of [#voices()]
  /// @param settings how the reply is written and spoken
  /// @param listener gets the audio, one piece at a time, in the order of the text, on a thread of
  ///     the synthesiser; it may block, which holds back this stream only. After
  ///     [SynthesisStream#cancel] returns it may still get one piece that was under way.
  /// @throws IllegalArgumentException with a sentence if there is no such voice, or it cannot
  ///     say an entry of the lexicon
  SynthesisStream open(
      Voice voice, SynthesisSettings settings, Consumer<SynthesizedAudio> listener);

  /// Frees the models. All streams must have ended. Safe to call twice.
  @Override
  void close();
}
