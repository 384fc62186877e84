package dev.parley.tts.pronunciation;

import dev.parley.tts.pronunciation.Pronunciation.Sounds;
import java.util.List;
import java.util.regex.Pattern;

/// Finds words that are written with their phonemes, as `[tomato](/təˈmɑːtəʊ/)`: in IPA, or in
/// misaki's alphabet if one of the symbols is only there.
public final class InlinePhonemes {
  private static final Pattern FORM =
      Pattern.compile("\\[([^\\[\\]\\n]{1,64}+)]\\(/([^/()\\n]{1,200}+)/\\)");

  /// A text may have been cut behind the word.
  private static final Pattern CUT = Pattern.compile("\\[([^\\[\\]\\n]{1,64}+)$");

  private InlinePhonemes() {}

  /// The words with their brackets, in order.
  public static List<Replacement> in(String text) {
    return FORM.matcher(text)
        .results()
        .filter(match -> !match.group(2).isBlank())
        .map(
            match ->
                new Replacement(
                    match.start(),
                    match.end(),
                    new Sounds(Alphabet.of(match.group(2)), match.group(2))))
        .toList();
  }

  /// The text with the words alone.
  ///
  /// @param text may end behind a word that is still open
  public static String withoutIn(String text) {
    return CUT.matcher(FORM.matcher(text).replaceAll("$1")).replaceFirst("$1");
  }
}
