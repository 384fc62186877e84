package dev.parley.server.session;

import dev.parley.tts.Markup;
import dev.parley.tts.SpokenWord;
import dev.parley.tts.SynthesizedAudio;
import java.util.ArrayList;
import java.util.List;

/// The text of a reply beside its audio: which text has been heard at which position.
///
/// Inside a piece, word times decide where the engine gives them; else the text is taken to be
/// spoken evenly. A word counts as heard when half of it was: most words are understood by then,
/// and nobody stops at the edge of one. Without word times, all of it has to be. Markup is no text.
final class SpokenText {
  private final Markup markup;
  private final List<SynthesizedAudio> pieces = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  /// @param markup of the pieces
  SpokenText(Markup markup) {
    this.markup = markup;
  }

  void add(SynthesizedAudio piece) {
    pieces.add(piece);
    text.append(piece.text());
  }

  /// All text so far.
  String whole() {
    return WrittenWords.of(text.toString(), markup);
  }

  /// The text before sample `position` of the reply's audio, whole words only.
  String heardUntil(long position) {
    StringBuilder heard = new StringBuilder();
    for (SynthesizedAudio piece : pieces) {
      if (isHeard(piece, position)) {
        heard.append(piece.text());
      } else {
        heard.append(piece.text(), 0, charactersHeard(piece, position));
        break;
      }
    }
    return WrittenWords.of(heard.toString(), markup);
  }

  /// Words may be heard behind the audio that comes with their text.
  private static boolean isHeard(SynthesizedAudio piece, long position) {
    return position >= piece.audio().end()
        && (piece.words().isEmpty() || isHeard(piece.words().getLast(), position));
  }

  private static boolean isHeard(SpokenWord word, long position) {
    return word.start() + (word.end() - word.start()) / 2 <= position;
  }

  private static int charactersHeard(SynthesizedAudio piece, long position) {
    long played = position - piece.audio().position();
    if (played <= 0) {
      return 0;
    }
    if (!piece.words().isEmpty()) {
      int end = 0;
      for (SpokenWord word : piece.words()) {
        if (isHeard(word, position)) {
          end = word.textEnd() - piece.textStart();
        }
      }
      return Math.clamp(end, 0, piece.text().length());
    }
    int reached = (int) (piece.text().length() * played / piece.audio().length());
    int end = 0;
    for (int i = 0; i < reached; i++) {
      if (Character.isWhitespace(piece.text().charAt(i))) {
        end = i;
      }
    }
    return end;
  }
}
