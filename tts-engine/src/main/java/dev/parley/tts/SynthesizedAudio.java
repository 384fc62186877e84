package dev.parley.tts;

import dev.parley.audio.PcmFrame;
import java.util.List;

/// A spoken piece of a reply: a clause or a sentence.
///
/// @param segment counts the pieces of the reply from 0
/// @param textStart where its text starts within all text written to the stream, in characters
/// @param text that text as it was written, surrounding blanks included, so that the texts of all
///     pieces joined give the whole
/// @param audio in the voice's own rate; its position counts from the start of the reply's audio
/// @param words when each word of the text is heard, in order, if the engine knows; else empty
public record SynthesizedAudio(
    int segment, int textStart, String text, PcmFrame audio, List<SpokenWord> words) {
  public SynthesizedAudio {
    words = List.copyOf(words);
  }
}
