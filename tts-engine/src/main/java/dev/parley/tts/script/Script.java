package dev.parley.tts.script;

import dev.parley.tts.pronunciation.Replacement;
import java.util.List;

/// A document that has been read. Its text is what is said, as far as words can say it; each
/// character of it knows where it stands in the document. Immutable.
public final class Script {
  private final String source;
  private final String text;
  private final int[] starts;
  private final int[] ends;
  private final List<Stretch> stretches;
  private final List<Replacement> pronunciations;
  private final List<Mark> marks;

  Script(
      String source,
      SpokenCharacters characters,
      List<Stretch> stretches,
      List<Replacement> pronunciations,
      List<Mark> marks) {
    this.source = source;
    this.text = characters.text();
    this.starts = characters.starts();
    this.ends = characters.ends();
    this.stretches = List.copyOf(stretches);
    this.pronunciations = List.copyOf(pronunciations);
    this.marks = List.copyOf(marks);
  }

  /// The document.
  public String source() {
    return source;
  }

  /// What is said.
  public String text() {
    return text;
  }

  /// Where in the document a character of the text starts.
  public int sourceStart(int index) {
    return starts[index];
  }

  /// Where in the document a character of the text ends.
  public int sourceEnd(int index) {
    return ends[index];
  }

  /// They cover the text, in order.
  public List<Stretch> stretches() {
    return stretches;
  }

  /// The words whose phonemes are given, in order.
  public List<Replacement> pronunciations() {
    return pronunciations;
  }

  /// In order.
  public List<Mark> marks() {
    return marks;
  }
}
