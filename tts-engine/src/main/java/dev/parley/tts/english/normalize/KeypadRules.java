package dev.parley.tts.english.normalize;

import java.util.List;

/// The two keys of a telephone that are no digits: "press * or #", "the # key". Comes before what
/// takes such signs for markup.
final class KeypadRules {
  private final String hash;

  KeypadRules(Conventions conventions) {
    hash =
        switch (conventions) {
          case AMERICAN -> "pound";
          case BRITISH -> "hash";
        };
  }

  List<Rule> rules() {
    return List.of(
        Rule.of(
            "(?<= )(?<=\\b(?i:press|hit|dial|push|enter|type|by|or|then|the) )([*#])(?= (?!of\\b)|[.,;:!?]|$)",
            this::name),
        Rule.of("(?<![\\p{L}\\d*#])([*#])(?= (?i:key|sign|symbol|button)\\b)", this::name));
  }

  private void name(Match match) {
    match.say(match.group(1).equals("*") ? "star" : hash);
  }
}
