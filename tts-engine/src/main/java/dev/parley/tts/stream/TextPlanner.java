package dev.parley.tts.stream;

import dev.parley.tts.Markup;
import dev.parley.tts.MarkupException;
import dev.parley.tts.SynthesisSettings;
import dev.parley.tts.pronunciation.InlinePhonemes;
import dev.parley.tts.pronunciation.PronunciationLexicon;
import dev.parley.tts.pronunciation.Replacement;
import dev.parley.tts.prosody.Prosody;
import dev.parley.tts.text.SentenceChunker;
import dev.parley.tts.text.TextChunk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Plans the pieces of a text that arrives bit by bit. Not thread-safe.
final class TextPlanner {
  private final SentenceChunker chunker = new SentenceChunker();
  private final Cast cast;
  private final SynthesisSettings settings;

  TextPlanner(Cast cast, SynthesisSettings settings) {
    this.cast = cast;
    this.settings = settings;
  }

  /// The pieces that are complete with this text, often none.
  List<PlannedPiece> add(String text) {
    return pieces(chunker.add(text));
  }

  /// The pieces up to a boundary.
  List<PlannedPiece> flush() {
    return pieces(chunker.flush());
  }

  private List<PlannedPiece> pieces(List<TextChunk> chunks) {
    List<PlannedPiece> pieces = new ArrayList<>();
    for (TextChunk chunk : chunks) {
      for (PassageCutter.Part part : PassageCutter.cut(chunk, replacements(chunk.text()))) {
        pieces.add(piece(part));
      }
    }
    return pieces;
  }

  private PlannedPiece piece(PassageCutter.Part part) {
    TextChunk chunk = part.chunk();
    return new PlannedPiece(
        new Passage(chunk, Prosody.atRate(settings.speed()), "", part.replacements()),
        cast.leading(),
        new PlannedPiece.Written(chunk.start(), chunk.text()),
        SourcePositions.from(chunk.start()),
        Duration.ZERO,
        Duration.ZERO,
        List.of());
  }

  private List<Replacement> replacements(String text) {
    PronunciationLexicon lexicon = cast.part(cast.leading()).lexicon();
    if (settings.markup() != Markup.INLINE_PHONEMES) {
      return lexicon.in(text);
    }
    List<Replacement> inline = InlinePhonemes.in(text);
    for (Replacement replacement : inline) {
      try {
        cast.part(cast.leading()).speaker().phonemes().require(replacement.spoken());
      } catch (IllegalArgumentException e) {
        throw new MarkupException(
            "The phonemes in '%s' cannot be said. %s"
                .formatted(text.substring(replacement.start(), replacement.end()), e.getMessage()));
      }
    }
    return Replacement.merged(inline, lexicon.in(text));
  }
}
