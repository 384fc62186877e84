package dev.parley.load.duel;

/// What an engine made of a clip.
///
/// @param seconds from the whole audio to the whole text
record Heard(String text, double seconds) {}
