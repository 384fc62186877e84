package dev.parley.server.conversation;

import dev.parley.server.language.PhraseList;
import dev.parley.server.language.Words;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Words by which a listener says no more than "I am listening": "mm-hm", "yes", "okay". While the
/// assistant speaks they are no interruption; while it is silent they are answers like any other.
final class BackChannels {
  private static final int LONGEST = 4;

  private BackChannels() {}

  /// Whether words are back-channels alone; no words are none.
  ///
  /// @param language whose back-channels count; those of English do in any, as everybody hums
  ///     alike. All do if it is empty or has none of its own
  /// @param more further phrases
  static boolean only(List<String> words, String language, List<String> more) {
    if (words.isEmpty()) {
      return false;
    }
    Set<List<String>> own = PhraseList.BACK_CHANNELS.of(language);
    Set<List<String>> phrases = new HashSet<>(own.isEmpty() ? PhraseList.BACK_CHANNELS.all() : own);
    phrases.addAll(PhraseList.BACK_CHANNELS.of("en"));
    more.forEach(phrase -> phrases.add(Words.of(phrase)));
    return isMadeOf(words, phrases);
  }

  private static boolean isMadeOf(List<String> words, Set<List<String>> phrases) {
    boolean[] reached = new boolean[words.size() + 1];
    reached[0] = true;
    for (int from = 0; from < words.size(); from++) {
      for (int to = from + 1; reached[from] && to <= Math.min(from + LONGEST, words.size()); to++) {
        reached[to] |= phrases.contains(words.subList(from, to));
      }
    }
    return reached[words.size()];
  }
}
