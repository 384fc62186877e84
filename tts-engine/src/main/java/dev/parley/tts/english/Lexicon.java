package dev.parley.tts.english;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads words from two dictionaries, the checked one ("gold") before the derived one ("silver"),
/// and what they lack by its stem or, for abbreviations, by its letters. Immutable, thread-safe.
final class Lexicon {
  /// Longer than any entry with its endings; nothing beyond is worth a search.
  static final int LONGEST_WORD = 64;

  private static final int SHORTEST_NAME_THAT_IS_LOWERED = 8;

  private static final Map<String, String> SYMBOLS =
      Map.of("%", "percent", "&", "and", "+", "plus", "@", "at");

  private final Dictionary gold;
  private final Dictionary silver;
  private final FunctionWords functionWords;
  private final Endings endings;

  Lexicon(Dictionary gold, Dictionary silver, Accent accent) {
    this.gold = gold;
    this.silver = silver;
    this.functionWords = new FunctionWords(gold);
    this.endings = new Endings(accent);
  }

  static Lexicon load(ModelFiles files, Accent accent) {
    String region =
        switch (accent) {
          case AMERICAN -> "us";
          case BRITISH -> "gb";
        };
    return new Lexicon(
        files.read("lexicon_" + region + "_gold.json.gz", Dictionary::read),
        files.read("lexicon_" + region + "_silver.json.gz", Dictionary::read),
        accent);
  }

  Endings endings() {
    return endings;
  }

  /// The reading of a word, null if it must be guessed.
  @Nullable String read(Word word, Following following) {
    String special = special(word, following);
    if (special != null) {
      return special;
    }
    Stress stress = word.emphasis();
    Word known = lowered(word, stress, following) ? word.withText(lower(word.text())) : word;
    String whole = whole(known, stress, following);
    return whole != null ? whole : inflected(known, stress, following);
  }

  private @Nullable String special(Word word, Following following) {
    String text = word.text();
    String symbol = SYMBOLS.get(text);
    if (symbol != null) {
      return lookup(new Word(symbol, ""), Stress.KEPT, following);
    }
    if (isDottedAbbreviation(text) || FunctionWords.isSpelled(word)) {
      return letters(text);
    }
    return functionWords.reading(word, following);
  }

  /// Parts of one or two letters with dots between, such as U.S. or Ph.D.
  private static boolean isDottedAbbreviation(String text) {
    int start = 0;
    boolean inner = false;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '.') {
        inner |= i > start && i < text.length() - 1;
        start = i + 1;
      } else if (!Character.isLetter(text.charAt(i)) || i - start >= 2) {
        return false;
      }
    }
    return inner;
  }

  private @Nullable String whole(Word word, Stress stress, Following following) {
    String text = word.text();
    if (isKnown(text)) {
      return lookup(word, stress, following);
    }
    if (text.endsWith("s'") && isKnown(without(text, 2) + "'s")) {
      return lookup(word.withText(without(text, 2) + "'s"), stress, following);
    }
    if (text.endsWith("'") && isKnown(without(text, 1))) {
      return lookup(word.withText(without(text, 1)), stress, following);
    }
    return null;
  }

  /// Whether a capitalised or capital word means the entry in lower case. A short proper noun
  /// rather is an abbreviation.
  private boolean lowered(Word word, Stress stress, Following following) {
    String text = word.text();
    if (stress == Stress.KEPT
        || text.length() < 2
        || (word.tag().equals(PartOfSpeech.PROPER_NOUN)
            && text.length() < SHORTEST_NAME_THAT_IS_LOWERED)
        || !text.chars().allMatch(c -> c == '\'' || Character.isLetter(c))
        || gold.contains(text)
        || silver.contains(text)) {
      return false;
    }
    String tail = text.substring(1);
    if (stress != Stress.PRIMARY_NEEDED && !tail.equals(lower(tail))) {
      return false;
    }
    String lower = lower(text);
    return gold.contains(lower)
        || silver.contains(lower)
        || inflected(word.withText(lower), stress, following) != null;
  }

  private boolean isKnown(String text) {
    if (gold.contains(text) || silver.contains(text) || SYMBOLS.containsKey(text)) {
      return true;
    }
    if (text.isEmpty() || !text.chars().allMatch(Lexicon::isPlainLetter)) {
      return false;
    }
    String tail = text.substring(1);
    return text.length() == 1
        || (text.equals(upper(text)) && gold.contains(lower(text)))
        || tail.equals(upper(tail));
  }

  private @Nullable String lookup(Word word, Stress stress, Following following) {
    String text = word.text();
    boolean name = false;
    if (text.equals(upper(text)) && !gold.contains(text)) {
      text = lower(text);
      name = word.tag().equals(PartOfSpeech.PROPER_NOUN);
    }
    String reading = gold.reading(text, word.tag(), following.pause());
    if (reading == null && !name && !gold.contains(text)) {
      reading = silver.reading(text, word.tag(), following.pause());
    }
    if (reading == null || (name && !Phonology.hasPrimary(reading))) {
      String letters = letters(text);
      if (letters != null) {
        return letters;
      }
    }
    return reading == null ? null : stress.apply(reading);
  }

  /// The names of the letters, with the stress on the last one; null if one has no name.
  private @Nullable String letters(String text) {
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (!Character.isLetter(letter)) {
        continue;
      }
      String name = gold.reading(upper(String.valueOf(letter)), null, false);
      if (name == null) {
        return null;
      }
      names.append(name);
    }
    String level = Stress.SECONDARY_ONLY.apply(names.toString());
    int last = level.lastIndexOf(Phonology.SECONDARY);
    return last < 0
        ? level
        : level.substring(0, last) + Phonology.PRIMARY + level.substring(last + 1);
  }

  private @Nullable String inflected(Word word, Stress stress, Following following) {
    String text = word.text();
    String stem = stemOfS(text);
    if (stem != null) {
      String reading = lookup(word.withText(stem), stress, following);
      return reading == null ? null : endings.s(reading);
    }
    stem = stemOfEd(text);
    if (stem != null) {
      String reading = lookup(word.withText(stem), stress, following);
      return reading == null ? null : endings.ed(reading);
    }
    stem = stemOfIng(text);
    if (stem != null) {
      Stress raised = stress == Stress.KEPT ? Stress.RAISED : stress;
      String reading = lookup(word.withText(stem), raised, following);
      return reading == null ? null : endings.ing(reading);
    }
    return null;
  }

  private @Nullable String stemOfS(String text) {
    if (text.length() < 3 || !text.endsWith("s")) {
      return null;
    }
    if (!text.endsWith("ss") && isKnown(without(text, 1))) {
      return without(text, 1);
    }
    boolean es = text.length() > 4 && text.endsWith("es") && !text.endsWith("ies");
    if ((es || text.endsWith("'s")) && isKnown(without(text, 2))) {
      return without(text, 2);
    }
    if (text.length() > 4 && text.endsWith("ies") && isKnown(without(text, 3) + "y")) {
      return without(text, 3) + "y";
    }
    return null;
  }

  private @Nullable String stemOfEd(String text) {
    if (text.length() < 4 || !text.endsWith("d")) {
      return null;
    }
    if (!text.endsWith("dd") && isKnown(without(text, 1))) {
      return without(text, 1);
    }
    boolean ed = text.length() > 4 && text.endsWith("ed") && !text.endsWith("eed");
    return ed && isKnown(without(text, 2)) ? without(text, 2) : null;
  }

  private @Nullable String stemOfIng(String text) {
    if (text.length() < 5 || !text.endsWith("ing")) {
      return null;
    }
    String stem = without(text, 3);
    if (text.length() > 5 && isKnown(stem)) {
      return stem;
    }
    if (isKnown(stem + "e")) {
      return stem + "e";
    }
    return text.length() > 5 && doubles(stem) && isKnown(without(stem, 1))
        ? without(stem, 1)
        : null;
  }

  /// Whether the last consonant was doubled for the ending, as in running or panicking.
  private static boolean doubles(String stem) {
    int last = stem.length() - 1;
    char consonant = stem.charAt(last);
    return stem.endsWith("ck")
        || (last > 0
            && consonant == stem.charAt(last - 1)
            && "bcdgklmnprstvxz".indexOf(consonant) >= 0);
  }

  private static boolean isPlainLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static String without(String text, int count) {
    return text.substring(0, text.length() - count);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }
}
