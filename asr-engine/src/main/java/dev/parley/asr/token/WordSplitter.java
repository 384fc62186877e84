package dev.parley.asr.token;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Finds the words in a sequence of text tokens, OpenAI's way: at blanks, or, in languages that are
/// written without them, at every token that completes a character. Immutable, thread-safe.
public final class WordSplitter {
  private static final Set<String> WITHOUT_BLANKS = Set.of("zh", "ja", "th", "lo", "my", "yue");
  private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
  private static final String OPENING = "\"'“¿([{-";
  private static final String CLOSING = "\"'.。,，!！?？:：”)]}、";

  private final Tokenizer tokenizer;

  public WordSplitter(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /// The words with punctuation marks as words of their own, without gaps.
  public List<TextWord> split(String language, int... tokens) {
    List<TextWord> characters = splitAtCharacters(tokens);
    return WITHOUT_BLANKS.contains(language) ? characters : joinToWords(characters);
  }

  /// Joins punctuation marks with the words that they belong to.
  public static List<TextWord> joinPunctuation(List<TextWord> words) {
    List<TextWord> joined = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      TextWord word = words.get(i);
      while (i + 1 < words.size() && opens(word)) {
        word = join(word, words.get(++i));
      }
      if (!joined.isEmpty() && closes(word) && !joined.getLast().text().endsWith(" ")) {
        joined.set(joined.size() - 1, join(joined.getLast(), word));
      } else {
        joined.add(word);
      }
    }
    return joined;
  }

  /// Whether the word boundary before the token at `index` is certain, whatever comes later.
  public boolean startsWord(String language, int token) {
    String text = tokenizer.decode(token);
    if (text.startsWith(" ")) {
      return !PUNCTUATION.contains(text.strip());
    }
    return WITHOUT_BLANKS.contains(language)
        && !text.isEmpty()
        && Character.isLetterOrDigit(text.codePointAt(0));
  }

  private List<TextWord> splitAtCharacters(int... tokens) {
    List<TextWord> words = new ArrayList<>();
    int from = 0;
    for (int to = 1; to <= tokens.length; to++) {
      int[] range = Arrays.copyOfRange(tokens, from, to);
      String finished = tokenizer.decodeFinished(range);
      String text = tokenizer.decode(range);
      // Bytes that never make a character still end somewhere: with the last token.
      if (finished.equals(text) || to == tokens.length) {
        words.add(new TextWord(text, from, to));
        from = to;
      }
    }
    return words;
  }

  private static List<TextWord> joinToWords(List<TextWord> parts) {
    List<TextWord> words = new ArrayList<>();
    for (TextWord part : parts) {
      boolean starts =
          words.isEmpty() || part.text().startsWith(" ") || isPunctuation(part.text().strip());
      if (starts) {
        words.add(part);
      } else {
        words.set(words.size() - 1, join(words.getLast(), part));
      }
    }
    return words;
  }

  private static boolean isPunctuation(String text) {
    return !text.isEmpty() && PUNCTUATION.contains(text);
  }

  private static boolean opens(TextWord word) {
    String text = word.text();
    return text.startsWith(" ") && !text.isBlank() && OPENING.contains(text.strip());
  }

  private static boolean closes(TextWord word) {
    return !word.text().isEmpty() && CLOSING.contains(word.text());
  }

  private static TextWord join(TextWord first, TextWord second) {
    return new TextWord(first.text() + second.text(), first.from(), second.to());
  }
}
