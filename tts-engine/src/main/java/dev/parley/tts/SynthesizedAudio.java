package dev.parley.tts;

import dev.parley.audio.PcmFrame;
import java.util.List;

/// A spoken piece of a reply, a clause or a sentence, or a part of one: the first part of a piece
/// has all of its text and words, and the others follow at once.
///
/// @param segment counts the pieces of the reply from 0
/// @param textStart where its text starts within all text written to the stream, in characters
/// @param text that text as it was written, surrounding blanks and markup included, so that the
///     texts of all pieces joined give the whole
/// @param audio in the format of the stream's voice; its position counts from the start of the
///     reply's audio. Empty only in a last piece that has marks behind all audio
/// @param words when each word of the text is heard, in order, if the engine knows; else empty.
///     They may be heard behind this audio, in another part of the piece
/// @param marks that are reached in this piece, in order
public record SynthesizedAudio(
    int segment,
    int textStart,
    String text,
    PcmFrame audio,
    List<SpokenWord> words,
    List<SpokenMark> marks) {
  public SynthesizedAudio {
    words = List.copyOf(words);
    marks = List.copyOf(marks);
  }

  /// A piece without marks.
  public SynthesizedAudio(
      int segment, int textStart, String text, PcmFrame audio, List<SpokenWord> words) {
    this(segment, textStart, text, audio, words, List.of());
  }
}
