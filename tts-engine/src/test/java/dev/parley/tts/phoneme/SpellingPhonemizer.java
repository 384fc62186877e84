package dev.parley.tts.phoneme;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Takes letters for phonemes: each word and each mark is a token. It notes what it was given, and
/// drops marks at the start of a text as real ones do.
public final class SpellingPhonemizer implements Phonemizer {
  private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}'’-]+|[.,!?]");

  private final List<String> texts = Collections.synchronizedList(new ArrayList<>());

  @Override
  public Phonemes phonemize(String text) {
    texts.add(text);
    List<Phonemes.Token> tokens = new ArrayList<>();
    List<MatchResult> found = TOKEN.matcher(text).results().toList();
    for (MatchResult match : found) {
      boolean mark = !Character.isLetterOrDigit(match.group().charAt(0));
      if (!(mark && tokens.isEmpty())) {
        boolean blank = match.end() < text.length() && text.charAt(match.end()) == ' ';
        boolean last = match.end() == found.getLast().end();
        tokens.add(new Phonemes.Token(match.start(), match.end(), match.group(), blank && !last));
      }
    }
    return Phonemes.of(tokens);
  }

  /// The texts it has read.
  public List<String> texts() {
    return List.copyOf(texts);
  }

  @Override
  public void close() {}
}
