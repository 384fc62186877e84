package dev.parley.load.turns;

import dev.parley.load.words.WordMatching;
import java.util.Set;

/// English words behind which nobody has finished: articles, possessives, conjunctions and
/// prepositions.
final class OpenWords {
  private static final Set<String> DETERMINERS =
      Set.of("a", "an", "the", "my", "your", "our", "their", "its", "every");

  private static final Set<String> LINKS =
      Set.of(
          "and",
          "or",
          "but",
          "because",
          "although",
          "unless",
          "whether",
          "than",
          "of",
          "with",
          "from",
          "into",
          "onto",
          "upon",
          "between",
          "among",
          "during",
          "toward",
          "towards",
          "at");

  /// Also the end of verbs, as in "come in"; only before a determiner they are surely prepositions.
  private static final Set<String> PARTICLES = Set.of("in", "on", "by", "for", "to", "over");

  private OpenWords() {}

  /// Whether no utterance ends with a word that is followed by that other one.
  static boolean cannotEnd(String word, String next) {
    String normal = WordMatching.normalized(word);
    boolean marked = !word.strip().matches(".*[\\p{L}\\p{N}]");
    return !marked
        && (DETERMINERS.contains(normal)
            || LINKS.contains(normal)
            || (PARTICLES.contains(normal) && DETERMINERS.contains(WordMatching.normalized(next))));
  }
}
