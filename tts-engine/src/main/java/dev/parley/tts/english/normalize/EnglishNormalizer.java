package dev.parley.tts.english.normalize;

import java.util.ArrayList;
import java.util.List;

/// Rewrites a clause, a sentence or a few of them as they are spoken. Immutable, thread-safe; takes
/// time linear in the length of the text and accepts any text.
///
/// The result holds letters, apostrophes, hyphens, punctuation and single blanks; letters with dots
/// between them, such as `P.M`, are named one by one.
public final class EnglishNormalizer {
  private static final Rule BLANKS = Rule.of("\\s++", match -> match.exactly(0, " "));

  private final List<Rule> markup;
  private final List<Rule> rules = new ArrayList<>();
  private final List<Rule> numbers;
  private final List<Rule> ending;

  public EnglishNormalizer(Conventions conventions) {
    NumberWords words = new NumberWords(conventions);
    markup = MarkupRules.rules();
    rules.addAll(WebRules.rules());
    rules.addAll(new TimeRules(words).rules());
    rules.addAll(new DateRules(words, conventions).rules());
    rules.addAll(new CodeRules(words).rules());
    rules.addAll(new MoneyRules(words).rules());
    rules.addAll(new MeasureRules(words).rules());
    rules.addAll(new AbbreviationRules().rules());
    rules.addAll(new RomanRules(words).rules());
    numbers = new NumberRules(words).rules();
    rules.addAll(numbers);
    rules.addAll(SymbolRules.rules());
    ending =
        List.of(
            Rule.of("(\\s)\\s*+", match -> match.exactly(1, " ")),
            Rule.of(" (?=[,.;:!?](?!\\d))", match -> {}),
            Rule.of("^ | $", match -> {}));
  }

  /// The spoken form.
  public SpannedText normalize(String text) {
    SpannedText spoken = Cleaning.clean(text);
    for (Rule rule : markup) {
      spoken = rule.apply(spoken);
    }
    spoken = Shouting.lowered(BLANKS.apply(spoken));
    for (Rule rule : rules) {
      spoken = rule.apply(spoken);
    }
    for (Rule rule : ending) {
      spoken = rule.apply(spoken);
    }
    return spoken;
  }
}
