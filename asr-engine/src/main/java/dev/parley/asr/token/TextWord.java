package dev.parley.asr.token;

/// A word of a token sequence.
///
/// @param text as decoded, with the blank before it
/// @param from index of its first token
/// @param to index behind its last token
public record TextWord(String text, int from, int to) {}
