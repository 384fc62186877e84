package dev.parley.tts.english.normalize;

import java.util.List;

/// Rewrites a clause, a sentence or a few of them as they are spoken. Immutable, thread-safe; takes
/// time linear in the length of the text and accepts any text.
///
/// The result holds letters, apostrophes, hyphens, punctuation and single blanks; letters with dots
/// between them, such as `P.M`, are named one by one.
public final class EnglishNormalizer {
  private static final List<Rule> MARKUP_RULES = MarkupRules.rules();
  private static final Rule BLANKS = Rule.of("\\s++", match -> match.exactly(0, " "));

  /// What ends a text must not depend on the blanks that a chunk ends with.
  private static final Rule OUTER_BLANKS = Rule.of("^ | $", match -> {});

  /// A text without any of these and without a digit holds no markup.
  private static final String MARKUP = "*_`#[<|~\\&>\n:;=^\u2022+-";

  private static final String FRACTIONS = Vocabulary.FRACTIONS;

  private final List<Rule> keypad;
  private final List<Stage> stages;

  /// Rules in their order.
  ///
  /// @param forNumbers whether they only concern texts with digits
  private record Stage(boolean forNumbers, List<Rule> rules) {}

  public EnglishNormalizer(Conventions conventions) {
    NumberWords words = new NumberWords(conventions);
    keypad = new KeypadRules(conventions).rules();
    stages =
        List.of(
            new Stage(false, PathRules.rules()),
            new Stage(false, WebRules.rules()),
            new Stage(true, new TimeRules(words).rules()),
            new Stage(false, new DateRules(words, conventions).rules()),
            new Stage(false, new FormulaRules(words).rules()),
            new Stage(true, new CodeRules(words).rules()),
            new Stage(true, new MoneyRules(words).rules()),
            new Stage(true, new MeasureRules(words).rules()),
            new Stage(false, new AbbreviationRules().rules()),
            new Stage(false, new RomanRules(words).rules()),
            new Stage(true, new NumberRules(words).rules()),
            new Stage(false, SymbolRules.rules()),
            new Stage(
                false,
                List.of(
                    Rule.of("(\\s)\\s*+", match -> match.exactly(1, " ")),
                    Rule.of(" (?=[,.;:!?](?![\\p{L}\\d]))", match -> {}),
                    Rule.of(",(?: ?,)++", match -> match.exactly(0, ",")),
                    Rule.of("^[ ,]++| $", match -> {}))));
  }

  /// The spoken form.
  public SpannedText normalize(String text) {
    SpannedText spoken = Cleaning.clean(text);
    if (spoken.text().indexOf('*') >= 0 || spoken.text().indexOf('#') >= 0) {
      spoken = apply(keypad, spoken);
    }
    if (spoken.text().chars().anyMatch(c -> MARKUP.indexOf(c) >= 0 || isNumeric(c))) {
      spoken = apply(MARKUP_RULES, spoken);
    }
    spoken = Shouting.lowered(OUTER_BLANKS.apply(BLANKS.apply(spoken)));
    boolean numbers = spoken.text().chars().anyMatch(EnglishNormalizer::isNumeric);
    for (Stage stage : stages) {
      if (numbers || !stage.forNumbers()) {
        spoken = apply(stage.rules(), spoken);
      }
    }
    return spoken;
  }

  private static SpannedText apply(List<Rule> rules, SpannedText text) {
    SpannedText result = text;
    for (Rule rule : rules) {
      result = rule.apply(result);
    }
    return result;
  }

  private static boolean isNumeric(int c) {
    return (c >= '0' && c <= '9') || FRACTIONS.indexOf(c) >= 0;
  }
}
