package dev.parley.asr;

/// One recognised word.
///
/// @param text with its punctuation, without surrounding blanks
/// @param start position of its first sample in the 16 kHz stream
/// @param end position behind its last sample
/// @param confidence 0 to 1
public record Word(String text, long start, long end, double confidence) {}
