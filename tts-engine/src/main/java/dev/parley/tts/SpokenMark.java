package dev.parley.tts;

/// A mark of the text that has been reached.
///
/// @param name as the text gives it
/// @param position in the reply's audio, of the sample at which the text behind the mark starts to
///     be heard; the end of the audio if no text follows
public record SpokenMark(String name, long position) {}
