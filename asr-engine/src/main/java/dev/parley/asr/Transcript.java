package dev.parley.asr;

import java.util.List;

/// What the recogniser heard in one utterance, so far or for good. Positions are samples of the
/// 16 kHz stream.
public sealed interface Transcript {
  /// Counts the utterances of the stream from 0; partials and the final of an utterance share it.
  int utterance();

  /// ISO 639-1, or empty while it is not known.
  String language();

  /// How far into the stream the recogniser listened for this.
  long listenedTo();

  /// All of the text.
  String text();

  /// A view of the utterance while it lasts; replaced by the next one.
  ///
  /// @param committed text that later partials and the final will start with
  /// @param tentative text that may still change
  /// @param words the committed words, if the recogniser times them
  record Partial(
      int utterance,
      String language,
      long listenedTo,
      String committed,
      String tentative,
      List<Word> words)
      implements Transcript {
    public Partial {
      words = List.copyOf(words);
    }

    @Override
    public String text() {
      return committed + tentative;
    }
  }

  /// The whole of an utterance, or in file mode of a segment; nothing follows for it.
  ///
  /// @param start the position at which the text starts
  /// @param end the position behind its end
  /// @param averageLogProbability of the tokens of the text; 0 for an empty text
  /// @param noSpeechProbability how likely there was no speech at all
  record Final(
      int utterance,
      String language,
      long listenedTo,
      String text,
      long start,
      long end,
      List<Word> words,
      double averageLogProbability,
      double noSpeechProbability)
      implements Transcript {
    public Final {
      words = List.copyOf(words);
    }

    /// The mean confidence of the words, if the recogniser timed them, or else that of the tokens;
    /// 0 to 1.
    public double confidence() {
      return words.stream()
          .mapToDouble(Word::confidence)
          .average()
          .orElseGet(() -> Math.min(Math.exp(averageLogProbability), 1));
    }
  }
}
