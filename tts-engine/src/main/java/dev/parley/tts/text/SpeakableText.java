package dev.parley.tts.text;

import java.util.Arrays;

/// A text without what is only for the eye: Markdown, emoji, citation marks, tags. Words, numbers
/// and punctuation stay as they are written; turning those into words is the phonemizer's work.
///
/// Each character remembers where it stood. Takes time linear in the text.
public final class SpeakableText {
  private final String text;
  private final int[] sources;

  private SpeakableText(String text, int[] sources) {
    this.text = text;
    this.sources = sources;
  }

  /// @param written a chunk of text; its start counts as the start of a line
  public static SpeakableText of(String written) {
    MarkdownStripper stripper = new MarkdownStripper(written);
    stripper.strip();
    return new SpeakableText(stripper.text(), stripper.sources());
  }

  public String text() {
    return text;
  }

  /// Where a character of [#text] stood in the written text; for the end, the written length.
  public int source(int index) {
    return sources[index];
  }

  /// Whether there is a letter, a digit or a fraction such as ½.
  public boolean isSpeakable() {
    return text.codePoints().anyMatch(SpeakableText::isSpeakable);
  }

  static boolean isSpeakable(int codePoint) {
    return Character.isLetterOrDigit(codePoint)
        || Character.getType(codePoint) == Character.OTHER_NUMBER;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SpeakableText that
        && text.equals(that.text)
        && Arrays.equals(sources, that.sources);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
