package dev.parley.tts.english;

import dev.parley.tts.english.Following.Sound;
import org.jspecify.annotations.Nullable;

/// Small words whose reading depends on what follows them: a, an, am, by, I, in, the, to, used.
final class FunctionWords {
  private final Dictionary gold;

  FunctionWords(Dictionary gold) {
    this.gold = gold;
  }

  /// The reading, null if the word is none of these or its letters are to be named.
  @Nullable String reading(Word word, Following following) {
    String tag = word.tag();
    return switch (word.text()) {
      case "a", "A" -> tag.equals(PartOfSpeech.DETERMINER) ? "ɐ" : "ˈA";
      case "an", "An" -> "ɐn";
      case "AN" -> tag.startsWith(PartOfSpeech.NOUN) ? null : "ɐn";
      case "am", "Am", "AM" -> {
        if (tag.startsWith(PartOfSpeech.NOUN)) {
          yield null;
        }
        yield following.pause() || !word.text().equals("am") ? plain("am") : "ɐm";
      }
      case "I" -> tag.equals(PartOfSpeech.PRONOUN) ? "ˌI" : null;
      case "by", "By", "BY" ->
          PartOfSpeech.family(tag).equals(PartOfSpeech.ADVERB_FAMILY) ? "bˈI" : null;
      case "to", "To", "TO" -> isTo(word) ? to(following.sound()) : null;
      case "in", "In" -> in(tag, following);
      case "IN" -> tag.equals(PartOfSpeech.PROPER_NOUN) ? null : in(tag, following);
      case "the", "The" -> the(following);
      case "THE" -> tag.equals(PartOfSpeech.DETERMINER) ? the(following) : null;
      case "used", "Used", "USED" -> {
        boolean habit = following.to() && (tag.equals("VBD") || tag.equals("JJ"));
        yield gold.reading("used", habit ? "VBD" : null, false);
      }
      default -> null;
    };
  }

  /// Whether the letters of this word are named although it looks like a function word.
  static boolean isSpelled(Word word) {
    return switch (word.text()) {
      case "am", "Am", "AM", "AN" -> word.tag().startsWith(PartOfSpeech.NOUN);
      default -> false;
    };
  }

  static boolean isTo(Word word) {
    return switch (word.text()) {
      case "to", "To" -> true;
      case "TO" ->
          word.tag().equals(PartOfSpeech.TO) || word.tag().equals(PartOfSpeech.PREPOSITION);
      default -> false;
    };
  }

  private @Nullable String to(Sound next) {
    return switch (next) {
      case VOWEL -> "tʊ";
      case CONSONANT -> "tə";
      case PAUSE -> plain("to");
    };
  }

  private static String in(String tag, Following following) {
    return following.pause() || !tag.equals(PartOfSpeech.PREPOSITION) ? "ˈɪn" : "ɪn";
  }

  private static String the(Following following) {
    return following.sound() == Sound.VOWEL ? "ði" : "ðə";
  }

  private @Nullable String plain(String word) {
    return gold.reading(word, null, false);
  }
}
