package dev.parley.tts.phoneme;

/// A stretch of a text whose phonemes are known and need not be found.
///
/// @param start where it starts in the text, in characters
/// @param end the character behind its last one; beyond the start
/// @param phonemes in the symbols of the voice
public record GivenPhonemes(int start, int end, String phonemes) {}
