package dev.parley.server.llm.remote;

import java.util.List;

/// Takes the thoughts out of a text that comes in pieces: open models write them between `<think>`
/// and `</think>`, and their servers often leave them there. Used by one thread.
///
/// The pieces may cut a tag anywhere; what may become one is held back until it is certain.
public final class ThinkTags {
  private record Tag(String opening, String closing) {}

  private static final List<Tag> TAGS =
      List.of(new Tag("<think>", "</think>"), new Tag("<thinking>", "</thinking>"));

  /// What came and is neither text nor thought yet.
  private final StringBuilder open = new StringBuilder();

  private String closing = "";

  /// Whether text has come, or what comes is still the blank around thoughts.
  private boolean begun;

  /// Takes the next piece.
  ///
  /// @return the text that is certain by now; may be empty
  public String text(String piece) {
    open.append(piece);
    StringBuilder text = new StringBuilder();
    while (isThinking() ? skipThought() : takeText(text)) {}
    return text.toString();
  }

  /// Whether what comes next is a thought.
  public boolean isThinking() {
    return !closing.isEmpty();
  }

  /// The text that was held back, when no piece follows.
  public String rest() {
    String rest = isThinking() ? "" : withoutLeadingBlank(open.toString());
    open.setLength(0);
    return rest;
  }

  /// @return whether the thought has ended
  private boolean skipThought() {
    int end = open.indexOf(closing);
    if (end < 0) {
      open.delete(0, Math.max(0, open.length() - closing.length() + 1));
      return false;
    }
    open.delete(0, end + closing.length());
    closing = "";
    begun = false;
    return true;
  }

  /// @return whether a thought has begun
  private boolean takeText(StringBuilder text) {
    for (int i = open.indexOf("<"); i >= 0; i = open.indexOf("<", i + 1)) {
      String rest = open.substring(i);
      for (Tag tag : TAGS) {
        if (rest.startsWith(tag.opening())) {
          text.append(withoutLeadingBlank(open.substring(0, i)));
          open.delete(0, i + tag.opening().length());
          closing = tag.closing();
          return true;
        }
        if (tag.opening().startsWith(rest)) {
          text.append(withoutLeadingBlank(open.substring(0, i)));
          open.delete(0, i);
          return false;
        }
      }
    }
    text.append(withoutLeadingBlank(open.toString()));
    open.setLength(0);
    return false;
  }

  /// A thought leaves the blank lines around it behind.
  private String withoutLeadingBlank(String text) {
    String kept = begun ? text : text.stripLeading();
    begun |= !kept.isEmpty();
    return kept;
  }
}
