package dev.parley.tts.english.normalize;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Roman numerals: ordinals behind the names of rulers, cardinals elsewhere.
final class RomanRules {
  private static final String NUMERAL =
      "(?=[IVXLC])((?:X[CL]|L?X{0,3}|C{1,3}(?:X[CL]|L?X{0,3}))(?:IX|IV|V?I{0,3}))(?![\\p{L}\\d]|-\\p{L}|'(?!s\\b)\\p{L}|\\.\\p{Lu})";
  private static final String RULER =
      "Pope|King|Queen|Emperor|Tsar|Henry|Louis|Edward|George|William|Charles|James|Richard|Elizabeth"
          + "|Mary|Napoleon|Pius|Benedict|Leo|Paul|Gregory|Clement|Innocent|Urban|Ramses|Frederick"
          + "|Philip|Alexander|Nicholas|Peter|Catherine|Ivan|Umberto|Emmanuel|Gustav|Christian"
          + "|Ferdinand|Wilhelm|Joseph|Maximilian|Leopold|Otto|Alfonso|Carlos|Juan|Robert|David"
          + "|Harald|Haakon|Olav|Margrethe|Ptolemy|Darius|Xerxes|Constantine|Justinian|Henri"
          + "|Francis|Rudolf|Stephen|Edmund|Thomas";
  private static final String PART =
      "Chapter|Part|Act|Scene|Section|Volume|Book|Phase|Article|War|Mark|Type|Level|Stage|Class"
          + "|Grade|Bowl|Apollo|Gemini|Fantasy|Episode|Round|Rocky|Appendix|Title|Figure|Table"
          + "|Division|Group|Lesson|Unit|Wars|Symphony|Sonata|Concerto|Canto|Sonnet|Olympiad|Number|iPhone|OS|Vatican|Schedule|Civ|GTA";

  private static final Set<String> ONE = Set.of("I", "1");

  private final NumberWords words;

  RomanRules(NumberWords words) {
    this.words = words;
  }

  List<Rule> rules() {
    return List.of(
        Rule.of(
            "\\bWW(II?|[12])\\b",
            match -> match.say("World War " + (ONE.contains(match.group(1)) ? "one" : "two"))),
        Rule.of(
            "(?<![\\p{L}\\d.'-])(?=[XVI])" + NUMERAL + "(?:th|st|nd|rd)?(?=[ -][Cc]entur)",
            match -> match.say(words.ordinal(value(match.group(1))))),
        Rule.of(
            "(?<![\\p{L}\\d.'-])(?=M[MDCLXVI]{3})(M{1,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))(?![\\p{L}\\d])",
            match -> match.say(words.year(value(match.group(1))))),
        Rule.of(
            "(?=[IVXLC])(?<= )(?<=\\b(?:" + RULER + ") )" + NUMERAL + "( and | & | or )" + NUMERAL,
            match ->
                match.say(
                    "the "
                        + words.ordinal(value(match.group(1)))
                        + match.group(2)
                        + words.ordinal(value(match.group(3))))),
        Rule.of(
            "(?=[IVXLC])(?<= )(?<=\\b(?:" + RULER + ") )" + NUMERAL,
            match -> {
              // "King I" rather is a person who speaks.
              if (match.group(1).equals("I") && !startsAppositive(match)) {
                match.keep();
              } else {
                match.say("the " + words.ordinal(value(match.group(1))));
              }
            }),
        Rule.of(
            "(?=[IVXLC])(?<= )(?<=\\b(?i:" + PART + ")s? )" + NUMERAL,
            match -> match.say(words.cardinal(value(match.group(1))))),
        Rule.of(
            "(?=[ivx]{2})(?<=\\b(?i:" + PART + ") )([ivx]{2,5})\\b",
            match -> match.say(words.cardinal(value(match.group(1).toUpperCase(Locale.ROOT))))),
        Rule.of(
            "(?<![\\p{L}\\d.'-])(?=[XVI]{2})" + NUMERAL,
            match -> {
              // Abbreviations of their own: an infusion, a size.
              if (match.group(1).matches("IV|XL|XX|XXX|XI|XC|VI")
                  && (!match.preceding(3).matches(".*[\\p{Ll}&,] ")
                      || match
                          .preceding(6)
                          .matches(
                              "(?s)(?:.*\\P{L})?(?:an?|the|my|your|his|her|size|in|by|via) "))) {
                match.keep();
              } else {
                match.say(words.cardinal(value(match.group(1))));
              }
            }));
  }

  private static boolean startsAppositive(Match match) {
    String next = match.following(6);
    return next.isEmpty()
        || ".,;:)'".indexOf(next.charAt(0)) >= 0
        || next.startsWith(" of ")
        || next.startsWith(" and ")
        || next.startsWith(" was ")
        || next.startsWith(" is ")
        || next.startsWith(" in ");
  }

  private static int value(String numeral) {
    int total = 0;
    for (int i = 0; i < numeral.length(); i++) {
      int value = value(numeral.charAt(i));
      boolean subtracted = i + 1 < numeral.length() && value(numeral.charAt(i + 1)) > value;
      total += subtracted ? -value : value;
    }
    return total;
  }

  private static int value(char digit) {
    return switch (digit) {
      case 'I' -> 1;
      case 'V' -> 5;
      case 'X' -> 10;
      case 'L' -> 50;
      case 'C' -> 100;
      case 'D' -> 500;
      default -> 1_000;
    };
  }
}
