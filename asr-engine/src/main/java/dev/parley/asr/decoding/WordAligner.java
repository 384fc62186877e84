package dev.parley.asr.decoding;

import dev.parley.asr.model.TextDecoder;
import dev.parley.asr.token.SpecialTokens;
import dev.parley.asr.token.TextWord;
import dev.parley.asr.token.TokenList;
import dev.parley.asr.token.Tokenizer;
import dev.parley.asr.token.WordSplitter;
import java.util.ArrayList;
import java.util.List;

/// Times words by dynamic time warping over the attention of the alignment heads, as OpenAI's
/// `timing.py` does, but over the attention of the decoding itself, and with bounds that are moved
/// to the pauses that are heard. Immutable, thread-safe.
final class WordAligner {
  /// 0.7 s, the longest that a typical word may last.
  private static final double LONGEST_MEDIAN = 35;

  private static final String SENTENCE_ENDS = ".。!！?？";

  private final SpecialTokens special;
  private final WordSplitter splitter;

  WordAligner(Tokenizer tokenizer) {
    this.special = tokenizer.special();
    this.splitter = new WordSplitter(tokenizer);
  }

  /// Reads where the network looked while it chose the tokens: those of the text, and what came
  /// behind the last of them.
  ///
  /// @param decoder has been fed the tokens of the hypothesis, from number `first` on
  /// @param pauses of the window
  /// @param speech where words can be
  List<AlignedWord> align(
      TextDecoder decoder,
      int first,
      Hypothesis hypothesis,
      String language,
      Pauses pauses,
      SpeechSpans speech) {
    TokenList text = new TokenList();
    TokenList indices = new TokenList();
    for (int i = 0; i < hypothesis.length(); i++) {
      if (special.isText(hypothesis.token(i))) {
        text.add(hypothesis.token(i));
        indices.add(i);
      }
    }
    int positions = pauses.positions();
    int heads = decoder.alignmentHeads();
    if (text.isEmpty() || positions == 0 || heads == 0) {
      return List.of();
    }
    // A token is chosen while the one before it is fed.
    AttentionMatrix attention = new AttentionMatrix(text.size() + 1, positions, heads);
    for (int row = 0; row < text.size(); row++) {
      attention.put(row, decoder.alignment(first + indices.get(row) - 1));
    }
    attention.put(text.size(), decoder.alignment(first + indices.get(text.size() - 1)));
    int[] starts = DynamicTimeWarping.rowStarts(attention.average(), text.size() + 1);
    List<TextWord> parts = splitter.split(language, text.toArray());
    List<AlignedWord> words = new ArrayList<>();
    for (TextWord part : parts) {
      words.add(
          new AlignedWord(
              part.text(),
              part.from(),
              part.to(),
              starts[part.from()],
              starts[part.to()],
              probability(hypothesis, indices, part)));
    }
    List<AlignedWord> joined = joinPunctuation(pauses.known() ? words : shortened(words), parts);
    return WordBounds.of(joined, pauses, speech);
  }

  /// Words beside the end of a sentence, and the first, swallow pauses; where pauses cannot be
  /// heard, they are cut to twice the median length.
  private static List<AlignedWord> shortened(List<AlignedWord> words) {
    double[] durations =
        words.stream().mapToDouble(AlignedWord::duration).filter(d -> d > 0).sorted().toArray();
    if (durations.length == 0) {
      return words;
    }
    int middle = durations.length / 2;
    double median =
        durations.length % 2 == 1
            ? durations[middle]
            : (durations[middle - 1] + durations[middle]) / 2;
    double longest = 2 * Math.min(LONGEST_MEDIAN, median);
    List<AlignedWord> shortened = new ArrayList<>(words);
    for (int i = 0; i < words.size(); i++) {
      AlignedWord word = words.get(i);
      if (word.duration() <= longest) {
        continue;
      }
      if (i > 0 && SENTENCE_ENDS.contains(word.text())) {
        shortened.set(i, word.withEnd(word.start() + longest));
      } else if (i == 0 || SENTENCE_ENDS.contains(words.get(i - 1).text())) {
        shortened.set(i, word.withStart(word.end() - longest));
      }
    }
    return shortened;
  }

  private static List<AlignedWord> joinPunctuation(List<AlignedWord> words, List<TextWord> parts) {
    List<AlignedWord> joined = new ArrayList<>();
    int next = 0;
    for (TextWord word : WordSplitter.joinPunctuation(parts)) {
      AlignedWord spoken = words.get(next);
      // Marks before a word add nothing to it. While a mark behind it is chosen, the end of the
      // word is still heard: without that time, words before marks would end 0.15 s early.
      while (isMark(spoken) && next + 1 < words.size() && words.get(next + 1).to() <= word.to()) {
        spoken = words.get(++next);
      }
      double end = spoken.end();
      while (next < words.size() && words.get(next).from() < word.to()) {
        end = Math.max(end, words.get(next).end());
        next++;
      }
      joined.add(
          new AlignedWord(
              word.text(), word.from(), word.to(), spoken.start(), end, spoken.probability()));
    }
    return joined;
  }

  private static boolean isMark(AlignedWord word) {
    return word.text().codePoints().noneMatch(Character::isLetterOrDigit);
  }

  private static double probability(Hypothesis hypothesis, TokenList indices, TextWord word) {
    double sum = 0;
    for (int i = word.from(); i < word.to(); i++) {
      sum += hypothesis.probability(indices.get(i));
    }
    return sum / (word.to() - word.from());
  }
}
