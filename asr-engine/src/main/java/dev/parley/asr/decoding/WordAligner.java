package dev.parley.asr.decoding;

import dev.parley.asr.model.TextDecoder;
import dev.parley.asr.token.SpecialTokens;
import dev.parley.asr.token.TextWord;
import dev.parley.asr.token.TokenList;
import dev.parley.asr.token.Tokenizer;
import dev.parley.asr.token.WordSplitter;
import java.util.ArrayList;
import java.util.List;

/// Times words by dynamic time warping over the attention of the alignment heads, with the rules of
/// OpenAI's `timing.py`. Immutable, thread-safe.
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

  /// Feeds the text once more, without timestamps, and reads where the network looks.
  ///
  /// @param decoder has been fed everything up to the start of the transcript
  /// @param prompt language, task and the no-timestamps token
  /// @param positions encoder positions that hold audio
  List<AlignedWord> align(
      TextDecoder decoder, int[] prompt, Hypothesis hypothesis, String language, int positions) {
    TokenList text = new TokenList();
    List<Double> probabilities = new ArrayList<>();
    for (int i = 0; i < hypothesis.length(); i++) {
      if (special.isText(hypothesis.token(i))) {
        text.add(hypothesis.token(i));
        probabilities.add(hypothesis.probability(i));
      }
    }
    if (text.isEmpty() || positions == 0 || decoder.alignmentHeads() == 0) {
      return List.of();
    }
    TokenList fed = new TokenList();
    fed.addAll(prompt);
    fed.addAll(text.toArray());
    int first = decoder.length() + prompt.length - 1;
    decoder.feed(fed.toArray());
    AttentionMatrix attention = new AttentionMatrix(text.size() + 1, positions);
    for (int row = 0; row <= text.size(); row++) {
      attention.put(row, decoder.alignment(first + row), decoder.alignmentHeads());
    }
    int[] starts = DynamicTimeWarping.rowStarts(attention.average());
    List<AlignedWord> words = new ArrayList<>();
    for (TextWord word : splitter.split(language, text.toArray())) {
      words.add(
          new AlignedWord(
              word.text(),
              word.from(),
              word.to(),
              starts[word.from()],
              starts[word.to()],
              mean(probabilities.subList(word.from(), word.to()))));
    }
    return joinPunctuation(shortened(words), text, language);
  }

  /// Words beside the end of a sentence, and the first, swallow pauses; they are cut to twice the
  /// median length.
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

  private List<AlignedWord> joinPunctuation(
      List<AlignedWord> words, TokenList text, String language) {
    List<AlignedWord> joined = new ArrayList<>();
    int next = 0;
    for (TextWord word : WordSplitter.joinPunctuation(splitter.split(language, text.toArray()))) {
      AlignedWord spoken = words.get(next);
      // Marks at either side add nothing to the time of a word.
      while (isMark(spoken) && next + 1 < words.size() && words.get(next + 1).to() <= word.to()) {
        spoken = words.get(++next);
      }
      joined.add(
          new AlignedWord(
              word.text(),
              word.from(),
              word.to(),
              spoken.start(),
              spoken.end(),
              spoken.probability()));
      while (next < words.size() && words.get(next).from() < word.to()) {
        next++;
      }
    }
    return joined;
  }

  private static boolean isMark(AlignedWord word) {
    return word.text().codePoints().noneMatch(Character::isLetterOrDigit);
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }
}
