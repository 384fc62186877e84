package dev.parley.asr.token;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The tokens that are not text.
///
/// @param endOfText ends a transcript; all text tokens are smaller
/// @param startOfTranscript begins the task, behind any previous text
/// @param translate asks for English
/// @param transcribe asks for the spoken language
/// @param startOfLanguageModel never asked for, never wanted in a transcript
/// @param startOfPrevious precedes previous text
/// @param noSpeech scored right behind `startOfTranscript`: nobody speaks
/// @param noTimestamps asks for text alone
/// @param languages language code to token; empty for an English-only checkpoint
public record SpecialTokens(
    int endOfText,
    int startOfTranscript,
    int translate,
    int transcribe,
    int startOfLanguageModel,
    int startOfPrevious,
    int noSpeech,
    int noTimestamps,
    SortedMap<String, Integer> languages) {

  /// English-only checkpoints have GPT-2's vocabulary, which is a token shorter than the
  /// multilingual one. Their tokenizer files list languages too, which the networks do not know.
  private static final int ENGLISH_ONLY_END_OF_TEXT = 50256;

  public SpecialTokens {
    languages = Collections.unmodifiableSortedMap(new TreeMap<>(languages));
  }

  static SpecialTokens of(Map<String, Integer> added) {
    int endOfText = required(added, "<|endoftext|>");
    SortedMap<String, Integer> languages = new TreeMap<>();
    if (endOfText != ENGLISH_ONLY_END_OF_TEXT) {
      added.forEach(
          (text, token) -> {
            if (text.matches("<\\|[a-z]{2,3}\\|>")) {
              languages.put(text.substring(2, text.length() - 2), token);
            }
          });
    }
    Integer noSpeech = added.get("<|nospeech|>");
    return new SpecialTokens(
        endOfText,
        required(added, "<|startoftranscript|>"),
        required(added, "<|translate|>"),
        required(added, "<|transcribe|>"),
        required(added, "<|startoflm|>"),
        required(added, "<|startofprev|>"),
        noSpeech != null ? noSpeech : required(added, "<|nocaptions|>"),
        required(added, "<|notimestamps|>"),
        languages);
  }

  /// Whether the checkpoint knows languages and tasks at all.
  public boolean multilingual() {
    return !languages.isEmpty();
  }

  /// The token of 0.00 s; each following one is 20 ms later.
  public int firstTimestamp() {
    return noTimestamps + 1;
  }

  public boolean isTimestamp(int token) {
    return token > noTimestamps;
  }

  public boolean isText(int token) {
    return token < endOfText;
  }

  private static int required(Map<String, Integer> added, String name) {
    Integer token = added.get(name);
    if (token == null) {
      throw new IllegalArgumentException("the token " + name + " is missing");
    }
    return token;
  }
}
