package dev.parley.tts.ssml;

import dev.parley.tts.english.normalize.Conventions;
import dev.parley.tts.english.normalize.SpokenForms;
import dev.parley.tts.pronunciation.Alphabet;
import dev.parley.tts.pronunciation.Pronunciation.Sounds;
import dev.parley.tts.script.ScriptBuilder;
import dev.parley.tts.script.Speaking;
import java.util.List;
import java.util.Locale;

/// Says the text of a `<say-as>`. English is written out in words here; other languages are left to
/// their phonemizer, except for what is said character by character. A text that is not what it is
/// said to be is read as it is.
final class Interpreter {
  private static final SpokenForms AMERICAN = new SpokenForms(Conventions.AMERICAN);
  private static final SpokenForms BRITISH = new SpokenForms(Conventions.BRITISH);

  /// The names of the letters from A to Z: as words some would be read in another way.
  private static final List<String> LETTERS =
      List.of(
          "ˈeɪ",
          "bˈiː",
          "sˈiː",
          "dˈiː",
          "ˈiː",
          "ˈɛf",
          "dʒˈiː",
          "ˈeɪtʃ",
          "ˈaɪ",
          "dʒˈeɪ",
          "kˈeɪ",
          "ˈɛl",
          "ˈɛm",
          "ˈɛn",
          "ˈoʊ",
          "pˈiː",
          "kjˈuː",
          "ˈɑːɹ",
          "ˈɛs",
          "tˈiː",
          "jˈuː",
          "vˈiː",
          "dˈʌbəljuː",
          "ˈɛks",
          "wˈaɪ",
          "zˈiː");

  private static final String BRITISH_Z = "zˈɛd";
  private static final String BRITISH_R = "ˈɑː";

  private final ScriptBuilder script;
  private final int from;
  private final int to;

  /// @param from where the text starts in the document
  /// @param to behind it
  Interpreter(ScriptBuilder script, int from, int to) {
    this.script = script;
    this.from = from;
    this.to = to;
  }

  /// @param format of a date; empty if it is not given
  void say(Interpretation interpretation, String text, String format) {
    switch (interpretation) {
      case CHARACTERS -> spell(text);
      case EXPLETIVE -> {
        Speaking aloud = script.speaking();
        script.speakAs(aloud.withProsody(aloud.prosody().silent()));
        script.say(text, from, to);
        script.speakAs(aloud);
      }
      case DIGITS, CARDINAL, ORDINAL, FRACTION, DATE, TIME, TELEPHONE, UNIT, CURRENCY ->
          script.say(
              isEnglish() ? inEnglish(interpretation, text, format) : plain(interpretation, text),
              from,
              to);
    }
  }

  private String inEnglish(Interpretation interpretation, String text, String format) {
    SpokenForms english = english();
    return switch (interpretation) {
      case DIGITS -> english.digits(text).orElse(text);
      case CARDINAL -> english.cardinal(text).orElse(text);
      case ORDINAL -> english.ordinal(text).orElse(text);
      case FRACTION -> english.fraction(text).orElse(text);
      case DATE -> english.date(text, format).orElseGet(() -> english.read(text));
      case TELEPHONE -> english.telephone(text).orElseGet(() -> english.read(text));
      case TIME, UNIT, CURRENCY -> english.read(text);
      case CHARACTERS, EXPLETIVE -> text;
    };
  }

  private static String plain(Interpretation interpretation, String text) {
    return interpretation == Interpretation.DIGITS || interpretation == Interpretation.TELEPHONE
        ? text.replaceAll("(?<=\\d)(?=\\d)", " ")
        : text;
  }

  private void spell(String text) {
    String gap = "";
    for (int character : text.codePoints().toArray()) {
      if (Character.isWhitespace(character)) {
        gap = ", ";
        continue;
      }
      script.say(gap, from, to);
      gap = " ";
      if (isEnglish()) {
        spellInEnglish(character);
      } else {
        script.say(Character.toString(character), from, to);
      }
    }
  }

  private void spellInEnglish(int character) {
    int upper = Character.toUpperCase(character);
    if (upper >= 'A' && upper <= 'Z') {
      script.pronounce(
          new Sounds(Alphabet.IPA, letter(upper)), Character.toString(upper), from, to);
    } else {
      script.say(english().character(character), from, to);
    }
  }

  private String letter(int letter) {
    boolean british = conventions() == Conventions.BRITISH;
    return switch (letter) {
      case 'Z' -> british ? BRITISH_Z : LETTERS.getLast();
      case 'R' -> british ? BRITISH_R : LETTERS.get('R' - 'A');
      default -> LETTERS.get(letter - 'A');
    };
  }

  private boolean isEnglish() {
    return script.speaking().spokenLanguage().toLowerCase(Locale.ROOT).startsWith("en");
  }

  private Conventions conventions() {
    return script.speaking().spokenLanguage().equalsIgnoreCase("en-GB")
        ? Conventions.BRITISH
        : Conventions.AMERICAN;
  }

  private SpokenForms english() {
    return conventions() == Conventions.BRITISH ? BRITISH : AMERICAN;
  }
}
