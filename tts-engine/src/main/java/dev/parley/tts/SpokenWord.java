package dev.parley.tts;

/// When a word is heard.
///
/// @param textStart where the word starts within all text of the reply, in characters
/// @param textEnd the character behind its last one
/// @param start position of its first sample in the reply's audio
/// @param end position behind its last sample
public record SpokenWord(int textStart, int textEnd, long start, long end) {}
