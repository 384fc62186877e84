package dev.parley.asr.token;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How a vocabulary cuts text into words before it looks for pairs. No token crosses such a cut.
/// Immutable, thread-safe.
public final class WordPattern {
  private static final String GPT2_WORDS =
      "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

  /// Words, numbers and punctuation with the blank before them.
  public static final WordPattern GPT2 = new WordPattern(GPT2_WORDS);

  /// Like [#GPT2], with every digit by itself.
  public static final WordPattern SMOLLM = new WordPattern("\\p{N}", GPT2_WORDS);

  private final List<Pattern> patterns;

  private WordPattern(String... expressions) {
    this.patterns =
        Stream.of(expressions)
            .map(expression -> Pattern.compile(expression, Pattern.UNICODE_CHARACTER_CLASS))
            .toList();
  }

  /// The words of a text; together they are the whole text.
  List<String> split(String text) {
    List<String> words = text.isEmpty() ? List.of() : List.of(text);
    for (Pattern pattern : patterns) {
      List<String> pieces = new ArrayList<>();
      words.forEach(word -> split(word, pattern, pieces));
      words = pieces;
    }
    return words;
  }

  private static void split(String text, Pattern pattern, List<String> pieces) {
    Matcher matcher = pattern.matcher(text);
    int from = 0;
    while (matcher.find()) {
      if (matcher.start() > from) {
        pieces.add(text.substring(from, matcher.start()));
      }
      pieces.add(matcher.group());
      from = matcher.end();
    }
    if (from < text.length()) {
      pieces.add(text.substring(from));
    }
  }
}
