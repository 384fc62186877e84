package dev.parley.tts.english.normalize;

import java.util.List;
import java.util.Map;

/// Signs that are said as words, and signs that are not said.
final class SymbolRules {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("&", "and"),
          Map.entry("%", "percent"),
          Map.entry("‰", "per mille"),
          Map.entry("+", "plus"),
          Map.entry("=", "equals"),
          Map.entry("@", "at"),
          Map.entry("§", "section"),
          Map.entry("¶", "paragraph"),
          Map.entry("±", "plus or minus"),
          Map.entry("×", "times"),
          Map.entry("÷", "divided by"),
          Map.entry("©", "copyright"),
          Map.entry("→", "to"),
          Map.entry("≈", "about"),
          Map.entry("≠", "is not equal to"),
          Map.entry("≤", "is less than or equal to"),
          Map.entry("≥", "is greater than or equal to"),
          Map.entry("√", "the square root of"),
          Map.entry("π", "pi"),
          Map.entry("∈", "in"),
          Map.entry("∪", "union"),
          Map.entry("∩", "intersection"),
          Map.entry("∑", "the sum of"),
          Map.entry("∫", "the integral of"),
          Map.entry("∀", "for all"),
          Map.entry("∃", "there exists"),
          Map.entry("∞", "infinity"),
          Map.entry("№", "number"),
          Map.entry("$", "dollar"),
          Map.entry("£", "pound"),
          Map.entry("€", "euro"),
          Map.entry("¥", "yen"),
          Map.entry("¢", "cents"),
          Map.entry("°", "degrees"),
          Map.entry("Ω", "ohm"),
          Map.entry("²", "squared"),
          Map.entry("³", "cubed"),
          Map.entry("µ", "micro"),
          Map.entry("^", "to the power of"));

  private SymbolRules() {}

  static List<Rule> rules() {
    return List.of(
        Rule.of("\\bAT&T\\b", match -> match.say("A.T and T")),
        Rule.of("\\b(?:A[-–]Z|a[-–]z)\\b", match -> match.say(ends(match.group(0)))),
        Rule.of("(?<=\\b[CF])#(?!\\p{L})", match -> match.exactly(0, " sharp")),
        Rule.of("(?<![!<>=])={2,}+", match -> match.exactly(0, " equals ")),
        Rule.of(" ?\\| ?", match -> match.exactly(0, ", ")),
        Rule.of("[-=]>|⇒|→(?!\\s*+$)", match -> match.exactly(0, " to ")),
        Rule.of("<-|[™®•†‡←↔↑↓→\\\\`*~](?!\\d)", match -> match.exactly(0, " ")),
        Rule.of("(?<=[\\d\\p{L}] )<(?= ?[\\d\\p{L}])", match -> match.exactly(0, "less than")),
        Rule.of("(?<=[\\d\\p{L}] )>(?= ?[\\d\\p{L}])", match -> match.exactly(0, "greater than")),
        Rule.of("(?<=[\\p{L}\\d])/(?=[\\p{L}\\d])", match -> match.exactly(0, " ")),
        Rule.of(
            "[&%‰+=@§¶±×÷©→≈≠≤≥√π∞∈∪∩∑∫∀∃№$£€¥¢°Ω²³µ^]",
            match -> match.exactly(0, " " + NAMES.getOrDefault(match.group(0), "") + " ")),
        Rule.of("[<>{}\\[\\]#~|/\\\\]", match -> match.exactly(0, " ")));
  }

  private static String ends(String range) {
    return range.charAt(0) + " to " + range.charAt(2);
  }
}
