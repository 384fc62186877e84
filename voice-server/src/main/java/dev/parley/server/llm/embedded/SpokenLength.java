package dev.parley.server.llm.embedded;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Ends an answer after the sentences that a listener wants, because a small model does not know
/// when to stop.
///
/// Text passes through unchanged up to the end of the second sentence, or of the first if that was
/// long already. A line break ends it too: what follows would be a list. For one answer and one
/// thread.
final class SpokenLength {
  private static final int SENTENCES = 2;

  /// From this many characters on, one sentence is an answer.
  private static final int LONG_ANSWER = 160;

  private static final Pattern SENTENCE_END = Pattern.compile("[.!?…][\"'”’)]*\\s+(?=\\S)");
  private static final Pattern LAST_WORD = Pattern.compile("([\\p{L}.]+)\\.$");
  private static final Set<String> ABBREVIATIONS =
      Set.of("mr", "mrs", "ms", "dr", "st", "prof", "vs", "etc", "no", "e.g", "i.e");

  private final StringBuilder text = new StringBuilder();
  private int delivered;
  private int sentences;
  private int examined;
  private boolean complete;

  /// Takes the next piece and gives back what of it belongs to the answer; empty while that is
  /// undecided.
  String accept(String piece) {
    if (complete) {
      return "";
    }
    text.append(text.isEmpty() ? piece.stripLeading() : piece);
    int end = text.indexOf("\n");
    if (end >= 0) {
      complete = true;
    } else {
      end = text.length();
    }
    Matcher boundary = SENTENCE_END.matcher(text);
    while (boundary.find(examined)) {
      examined = boundary.end();
      int sentenceEnd = boundary.end();
      if (sentenceEnd <= end && !isAbbreviation(boundary.start())) {
        sentences++;
        if (sentences >= SENTENCES || sentenceEnd >= LONG_ANSWER) {
          complete = true;
          end = sentenceEnd;
          break;
        }
      }
    }
    return deliver(end);
  }

  /// Whether nothing more belongs to the answer.
  boolean isComplete() {
    return complete;
  }

  private String deliver(int end) {
    int stop = end;
    while (stop > delivered && Character.isWhitespace(text.charAt(stop - 1))) {
      stop--;
    }
    String result = text.substring(delivered, stop);
    delivered = stop;
    return result;
  }

  private boolean isAbbreviation(int stop) {
    if (text.charAt(stop) != '.') {
      return false;
    }
    Matcher word = LAST_WORD.matcher(text).region(0, stop + 1);
    if (!word.find()) {
      return false;
    }
    String name = word.group(1);
    return name.length() == 1 || ABBREVIATIONS.contains(name.toLowerCase(java.util.Locale.ROOT));
  }
}
