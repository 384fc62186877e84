package dev.parley.tts.english.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.tts.text.SentenceChunker;
import dev.parley.tts.text.SpeakableText;
import dev.parley.tts.text.TextChunk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is heard of text that arrives in fragments: the golden readings, wherever the chunker cuts.
/// Marks at the ends of words are left aside, because a chunk has its own pause.
@Tag("golden")
class SpokenChunksTest {
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s—–]+");
  private static final Pattern MARKS = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$");
  private static final String[] WORDS = {"green", "small", "house", "walks", "quick", "river"};
  private static final int RUNS = 3;

  /// Capitals behind small letters are emphasis, but a chunk all in capitals is a sentence.
  private static final Set<String> LOUD =
      Set.of(
          "THE CAT IS ON THE MAT",
          "THIS IS A VERY LOUD SENTENCE AND MY BOSS WROTE IT.",
          "WARNING: DO NOT TOUCH",
          "I AM SO HAPPY!");

  /// The word that tells how to read the next one is farther off than a cut looks back.
  private static final Set<String> FAR_APART = Set.of("Section iv", "Your code is 482913.");

  private final EnglishNormalizer normalizer = new EnglishNormalizer(Conventions.AMERICAN);
  private final SplittableRandom random = new SplittableRandom(11);

  @Test
  void everyRowIsSpokenAsItIsNormalized() throws IOException {
    for (List<String> row : rows()) {
      String written = written(row);
      assertThat(spoken(written)).as(written).isEqualTo(words(row.get(1)));
    }
  }

  @Test
  void pairsOfRowsAreSpokenOneAfterTheOther() throws IOException {
    List<List<String>> rows = rows();
    for (List<String> row : rows) {
      List<String> next = rows.get(random.nextInt(rows.size()));
      String text = sentence(written(row), written(next));
      List<String> expected = new ArrayList<>(words(row.get(1)));
      expected.addAll(words(next.get(1)));
      assertThat(spoken(text)).as(text).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 35, 45, 55, 215, 230})
  void aRowBehindOtherWordsIsReadAlike(int length) throws IOException {
    for (List<String> row : rows()) {
      String written = written(row).replace('\n', ' ');
      if (LOUD.contains(written) || FAR_APART.contains(written)) {
        continue;
      }
      // The special treatment of the first chunk is over after a line.
      StringBuilder text = new StringBuilder(length > 100 ? "Start.\n" : "");
      while (text.length() < length) {
        text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
      }
      text.append(written);
      assertThat(spoken(text.toString()))
          .as(text.toString())
          .isEqualTo(words(normalizer.normalize(text.toString()).text()));
    }
  }

  /// Also checks that neither characters nor fragments of random length change the chunks.
  private List<String> spoken(String text) {
    List<TextChunk> whole = chunks(text, text.length());
    assertThat(chunks(text, 1)).as(text).isEqualTo(whole);
    for (int i = 0; i < RUNS; i++) {
      assertThat(chunks(text, 9)).as(text).isEqualTo(whole);
    }
    List<String> words = new ArrayList<>();
    for (TextChunk chunk : whole) {
      words.addAll(words(normalizer.normalize(SpeakableText.of(chunk.text()).text()).text()));
    }
    return words;
  }

  private List<TextChunk> chunks(String text, int longest) {
    SentenceChunker chunker = new SentenceChunker();
    List<TextChunk> chunks = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int most = longest == text.length() ? longest : random.nextInt(1, longest + 1);
      int end = Math.min(text.length(), at + most);
      chunks.addAll(chunker.add(text.substring(at, end)));
      at = end;
    }
    chunks.addAll(chunker.flush());
    return chunks;
  }

  private static List<List<String>> rows() throws IOException {
    return EnglishNormalizerGoldenTest.rows().toList();
  }

  private static String written(List<String> row) {
    return row.getFirst().replace("\\n", "\n");
  }

  /// One sentence after the other, or one line where a mark opens or ends them.
  private static String sentence(String first, String second) {
    boolean plain =
        Character.isLetterOrDigit(first.codePointBefore(first.length()))
            && Character.isUpperCase(second.codePointAt(0))
            && second.indexOf('\n') < 0;
    return first + (plain ? ". " : "\n") + second;
  }

  private static List<String> words(String spoken) {
    return Arrays.stream(BETWEEN_WORDS.split(spoken))
        .map(word -> MARKS.matcher(word).replaceAll(""))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
