package dev.parley.tts;

/// What the text of a reply may hold besides words.
public enum Markup {
  /// Nothing but what is for the eye: Markdown, emoji and the like are not read.
  PLAIN,
  /// As plain text, with words that are written with their phonemes, `[word](/phonemes/)`.
  INLINE_PHONEMES,
  /// A document of the Speech Synthesis Markup Language. All text up to a flush, or up to the end,
  /// is one document, and nothing of it is spoken before that.
  SSML
}
