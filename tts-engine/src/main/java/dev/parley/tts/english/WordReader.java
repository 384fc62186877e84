package dev.parley.tts.english;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the tagged tokens of a text. Tokens that touch form one word, such as the parts of a
/// contraction or of a hyphenated compound: the longest parts that the lexicon holds are read as
/// one, and of several stresses in a compound the weaker ones step back. Reading goes from the end
/// to the start, because a word may depend on the sound after it. Immutable, thread-safe.
final class WordReader {
  private static final Set<String> MARK_TAGS =
      Set.of(".", ",", "-LRB-", "-RRB-", "``", "\"\"", "''", ":", "$", "#", "NFP");
  private static final Map<String, String> MARKS =
      Map.of("-LRB-", "(", "-RRB-", ")", "``", "“", "\"\"", "”", "''", "”");
  private static final String SPOKEN_MARKS = ";:,.!?—…\"“”";
  private static final String SILENT_INSIDE_WORDS = "',-._‘’/";
  private static final String NUMBER_TAG = "CD";

  /// More parts than any entry has.
  private static final int MOST_PARTS = 8;

  /// A word or a mark as it is read.
  ///
  /// @param start where it starts in the spoken form
  /// @param end the character behind its last one
  record Reading(int start, int end, String phonemes, boolean blank) {}

  /// @param fixed the phonemes of a mark, null for what is read
  private record Part(TextToken token, String tag, @Nullable String fixed) {
    int weight() {
      return token.text().codePoints().map(c -> c == Character.toLowerCase(c) ? 1 : 2).sum();
    }

    boolean isSilent() {
      return token.text().chars().allMatch(c -> SILENT_INSIDE_WORDS.indexOf(c) >= 0);
    }
  }

  private final Lexicon lexicon;
  private final UnknownWords unknownWords;

  WordReader(Lexicon lexicon, UnknownWordNet net) {
    this.lexicon = lexicon;
    this.unknownWords = new UnknownWords(lexicon, net);
  }

  /// @param tags one for each token
  List<Reading> read(List<TextToken> tokens, List<String> tags) {
    List<List<Part>> words = words(tokens, tags);
    List<Reading> readings = new ArrayList<>(words.size());
    Following following = Following.END;
    for (int i = words.size() - 1; i >= 0; i--) {
      List<Part> parts = words.get(i);
      Word word = whole(parts);
      String fixed = parts.getFirst().fixed();
      String phonemes;
      if (fixed != null) {
        phonemes = fixed;
        following = following.before(word, fixed);
      } else if (isDecimalPoint(words, i)) {
        phonemes = Stress.REMOVED.apply(read(parts, following));
        following = following.before(word, phonemes);
      } else {
        phonemes = read(parts, following);
        following = following.before(whole(parts.subList(0, 1)), phonemes);
      }
      TextToken last = parts.getLast().token();
      readings.add(
          new Reading(
              parts.getFirst().token().start(),
              last.end(),
              phonemes.replace('ɾ', 'T').replace('ʔ', 't'),
              last.blank()));
    }
    Collections.reverse(readings);
    return readings;
  }

  private static List<List<Part>> words(List<TextToken> tokens, List<String> tags) {
    List<List<Part>> words = new ArrayList<>();
    boolean open = false;
    for (int i = 0; i < tokens.size(); i++) {
      for (TextToken piece : SubwordSplitter.split(tokens.get(i))) {
        Part part = new Part(piece, tags.get(i), mark(piece.text(), tags.get(i)));
        if (part.fixed() == null && open) {
          words.getLast().add(part);
        } else {
          words.add(new ArrayList<>(List.of(part)));
        }
        open = part.fixed() == null && !piece.blank();
      }
      open &= !tokens.get(i).blank();
    }
    return words;
  }

  private static @Nullable String mark(String text, String tag) {
    if (tag.equals(":") && (text.equals("-") || text.equals("–"))) {
      return "—";
    }
    if (!MARK_TAGS.contains(tag) || text.chars().allMatch(WordReader::isPlainLetter)) {
      return null;
    }
    String mark = MARKS.get(tag);
    if (mark != null) {
      return mark;
    }
    StringBuilder spoken = new StringBuilder();
    text.chars().filter(c -> SPOKEN_MARKS.indexOf(c) >= 0).forEach(c -> spoken.append((char) c));
    return spoken.toString();
  }

  private static boolean isPlainLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDecimalPoint(List<List<Part>> words, int index) {
    return words.get(index).getFirst().token().text().equals("point")
        && words.get(index).size() == 1
        && index > 0
        && index + 1 < words.size()
        && words.get(index - 1).getFirst().tag().equals(NUMBER_TAG)
        && words.get(index + 1).getFirst().tag().equals(NUMBER_TAG);
  }

  private static Word whole(List<Part> parts) {
    if (parts.size() == 1) {
      Part part = parts.getFirst();
      return new Word(straight(part.token().text()), part.tag());
    }
    StringBuilder text = new StringBuilder();
    Part heaviest = parts.getFirst();
    for (Part part : parts) {
      text.append(part.token().text());
      if (part.weight() > heaviest.weight()) {
        heaviest = part;
      }
    }
    return new Word(straight(text.toString()), heaviest.tag());
  }

  private static String straight(String text) {
    return text.replace('‘', '\'').replace('’', '\'');
  }

  private String read(List<Part> parts, Following following) {
    String[] readings = new String[parts.size()];
    Arrays.fill(readings, "");
    Following next = following;
    int right = parts.size();
    while (right > 0) {
      int left = Math.max(0, right - MOST_PARTS);
      String reading = null;
      for (; left < right && reading == null; left++) {
        int length = parts.get(right - 1).token().end() - parts.get(left).token().start();
        if (length <= Lexicon.LONGEST_WORD) {
          Word word = whole(parts.subList(left, right));
          reading = lexicon.read(word, next);
          if (reading != null) {
            readings[left] = reading;
            next = next.before(word, reading);
          }
        }
      }
      if (reading != null) {
        right = left - 1;
      } else if (parts.get(right - 1).isSilent()) {
        right--;
      } else {
        return unknownWords.read(whole(parts), following);
      }
    }
    return join(parts, readings);
  }

  private static String join(List<Part> parts, String[] readings) {
    if (isMixed(parts)) {
      return String.join(" ", Arrays.stream(readings).filter(r -> !r.isEmpty()).toList());
    }
    CompoundStress.settle(parts.stream().map(part -> part.token().text()).toList(), readings);
    return String.join("", readings);
  }

  /// Whether the parts are of different kinds, as letters and symbols, and so are said apart.
  private static boolean isMixed(List<Part> parts) {
    boolean letters = false;
    boolean others = false;
    for (Part part : parts) {
      String text = part.token().text();
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '/') {
          return true;
        }
        if (SILENT_INSIDE_WORDS.indexOf(c) < 0) {
          letters |= Character.isLetter(c);
          others |= !Character.isLetter(c);
        }
      }
    }
    return letters && others;
  }
}
