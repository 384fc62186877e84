package dev.parley.tts.script;

/// A mark between two characters.
///
/// @param name as the document gives it
/// @param place the character behind the mark
public record Mark(String name, int place) {}
