package dev.parley.tts.english;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Cuts a text as the treebank does on which the tagger was trained: at white space, then marks are
/// peeled off both ends of each chunk, then hyphens and the like split what is left. Chunks of the
/// list of exceptions, such as "don't" or "Mr.", are cut as the list says. Takes linear time.
/// Immutable, thread-safe.
final class Tokenizer {
  private static final String QUOTES = "'\"”“`‘´’‚„»«「」『』（）〔〕【】《》〈〉";
  private static final String MARKS = "…,:;!?¿¡()[]{}<>_#*&。？！，、；：～·";
  private static final String ICONS = "™®©°§¶†‡•";
  private static final String CURRENCIES = "$£€¥฿₽₹₩₪₺₴₦₫₱₲₵₸₼₾₿";
  private static final String PEELED_BEHIND = MARKS + QUOTES + ICONS + "—–";
  private static final String PEELED_BEFORE = PEELED_BEHIND + CURRENCIES + "§%=";

  private final Map<String, List<String>> exceptions;
  private final int longestException;

  private Tokenizer(Map<String, List<String>> exceptions) {
    this.exceptions = Map.copyOf(exceptions);
    this.longestException = exceptions.keySet().stream().mapToInt(String::length).max().orElse(0);
  }

  /// Reads an object that maps chunks to their tokens.
  static Tokenizer read(JsonParser json) throws IOException {
    Map<String, List<String>> exceptions = new HashMap<>();
    ModelFiles.members(
        json,
        (chunk, value) -> {
          ModelFiles.expect(JsonToken.START_ARRAY, value);
          List<String> tokens = new ArrayList<>();
          while (value.nextToken() != JsonToken.END_ARRAY) {
            tokens.add(value.getText());
          }
          if (String.join("", tokens).equals(chunk)) {
            exceptions.put(chunk, List.copyOf(tokens));
          }
        });
    return new Tokenizer(exceptions);
  }

  /// The tokens of a text, in order, without its white space.
  List<TextToken> tokenize(String text) {
    List<TextToken> tokens = new ArrayList<>();
    int start = 0;
    while (true) {
      while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
        start++;
      }
      if (start == text.length()) {
        return tokens;
      }
      int end = start;
      while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
        end++;
      }
      chunk(new TextToken(start, text.substring(start, end), end < text.length()), tokens);
      start = end;
    }
  }

  private void chunk(TextToken chunk, List<TextToken> tokens) {
    String text = chunk.text();
    List<TextToken> pieces = new ArrayList<>();
    Deque<TextToken> behind = new ArrayDeque<>();
    int from = 0;
    int to = text.length();
    while (from < to && exception(text, from, to) == null) {
      int prefix = prefix(text, from, to);
      int suffix = suffix(text, from + prefix, to);
      if (prefix + suffix == 0) {
        break;
      }
      if (prefix > 0 && exception(text, from + prefix, to) != null) {
        suffix = 0;
      } else if (suffix > 0 && exception(text, from, to - suffix) != null) {
        prefix = 0;
      }
      if (prefix > 0) {
        pieces.add(chunk.part(from, from + prefix));
      }
      if (suffix > 0) {
        behind.push(chunk.part(to - suffix, to));
      }
      from += prefix;
      to -= suffix;
    }
    boolean sentenceEnd = from < to && isSentenceEnd(chunk, from, to);
    if (from < to) {
      inner(chunk.part(from, sentenceEnd ? to - 1 : to), pieces);
    }
    pieces.addAll(behind);
    rejoin(pieces, tokens);
    if (sentenceEnd) {
      tokens.add(chunk.part(to - 1, to));
    }
  }

  /// Whether the dot of a dotted abbreviation that ends the text also ends its sentence.
  private static boolean isSentenceEnd(TextToken chunk, int from, int to) {
    String text = chunk.text();
    return !chunk.blank()
        && to == text.length()
        && to - from > 3
        && text.charAt(to - 1) == '.'
        && Character.isLetter(text.charAt(to - 2))
        && text.lastIndexOf('.', to - 2) > from;
  }

  private void inner(TextToken piece, List<TextToken> pieces) {
    List<String> exception = exception(piece.text(), 0, piece.text().length());
    if (exception != null) {
      split(piece, exception, pieces);
      return;
    }
    String text = piece.text();
    int start = 0;
    int at = 1;
    while (at < text.length()) {
      int length = infix(text, at);
      if (length == 0) {
        at++;
        continue;
      }
      if (at > start) {
        pieces.add(piece.part(start, at));
      }
      pieces.add(piece.part(at, at + length));
      start = at + length;
      at = start;
    }
    if (start < text.length()) {
      pieces.add(piece.part(start, text.length()));
    }
  }

  /// Peeled marks may form an exception together with their neighbours, such as "Sept" and ".".
  private void rejoin(List<TextToken> pieces, List<TextToken> tokens) {
    int i = 0;
    while (i < pieces.size()) {
      int taken = 1;
      for (int count = 3; count > 1 && taken == 1; count--) {
        TextToken joined = join(pieces, i, i + count);
        List<String> exception =
            joined == null ? null : exception(joined.text(), 0, joined.text().length());
        if (joined != null && exception != null) {
          split(joined, exception, tokens);
          taken = count;
        }
      }
      if (taken == 1) {
        tokens.add(pieces.get(i));
      }
      i += taken;
    }
  }

  private @Nullable TextToken join(List<TextToken> pieces, int from, int to) {
    if (to > pieces.size()) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    for (TextToken piece : pieces.subList(from, to)) {
      text.append(piece.text());
      if (text.length() > longestException) {
        return null;
      }
    }
    return new TextToken(pieces.get(from).start(), text.toString(), pieces.get(to - 1).blank());
  }

  private static void split(TextToken whole, List<String> parts, List<TextToken> target) {
    int from = 0;
    for (String part : parts) {
      target.add(whole.part(from, from + part.length()));
      from += part.length();
    }
  }

  private @Nullable List<String> exception(String text, int from, int to) {
    return to - from > longestException ? null : exceptions.get(text.substring(from, to));
  }

  private static int prefix(String text, int from, int to) {
    char first = text.charAt(from);
    if (first == '.') {
      int dots = run(text, from, to);
      return dots > 1 ? dots : 0;
    }
    if (first == '+') {
      return from + 1 < to && isDigit(text.charAt(from + 1)) ? 0 : 1;
    }
    return PEELED_BEFORE.indexOf(first) >= 0 ? 1 : 0;
  }

  private static int suffix(String text, int from, int to) {
    if (from >= to) {
      return 0;
    }
    char last = text.charAt(to - 1);
    if (last == '.') {
      int dots = 1;
      while (to - dots > from && text.charAt(to - dots - 1) == '.') {
        dots++;
      }
      if (dots > 1) {
        return dots;
      }
      return to - 1 > from && endsSentence(text, from, to - 1) ? 1 : 0;
    }
    if ((last == 's' || last == 'S')
        && to - from > 1
        && (text.charAt(to - 2) == '\'' || text.charAt(to - 2) == '’')) {
      return 2;
    }
    return PEELED_BEHIND.indexOf(last) >= 0 ? 1 : 0;
  }

  /// Whether a dot behind this text is a full stop and not that of an initial.
  private static boolean endsSentence(String text, int from, int to) {
    char last = text.charAt(to - 1);
    if (Character.isUpperCase(last)) {
      return to - from > 1 && Character.isUpperCase(text.charAt(to - 2));
    }
    return Character.isLowerCase(last)
        || isDigit(last)
        || MARKS.indexOf(last) >= 0
        || QUOTES.indexOf(last) >= 0
        || "%²-+".indexOf(last) >= 0;
  }

  /// The length of the mark at this place if it separates two words.
  private static int infix(String text, int at) {
    char mark = text.charAt(at);
    if (mark == '.') {
      int dots = run(text, at, text.length());
      if (dots > 1) {
        return dots;
      }
      char before = text.charAt(at - 1);
      char after = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
      boolean sentence =
          (Character.isLowerCase(before) || QUOTES.indexOf(before) >= 0)
              && (Character.isUpperCase(after) || QUOTES.indexOf(after) >= 0);
      return sentence ? 1 : 0;
    }
    if (mark == '…' || ICONS.indexOf(mark) >= 0) {
      return 1;
    }
    int length = "-–—~:<>=/,".indexOf(mark) >= 0 ? 1 : 0;
    while (length > 0 && length < 3 && mark == '-' && at + length < text.length()) {
      if (text.charAt(at + length) != '-') {
        break;
      }
      length++;
    }
    boolean between =
        length > 0
            && Character.isLetterOrDigit(text.charAt(at - 1))
            && at + length < text.length()
            && Character.isLetter(text.charAt(at + length));
    return between ? length : 0;
  }

  private static int run(String text, int from, int to) {
    int end = from;
    while (end < to && text.charAt(end) == text.charAt(from)) {
      end++;
    }
    return end - from;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
