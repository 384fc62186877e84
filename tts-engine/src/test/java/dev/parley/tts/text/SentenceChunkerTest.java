package dev.parley.tts.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.tts.text.TextChunk.Boundary;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class SentenceChunkerTest {

  @Test
  void sentencesEndAtMarksAndLines() {
    assertThat(afterFirst("Is it late? It is! Go home… Now. Heading\nText goes on\n\nEnd"))
        .containsExactly(
            "Is it late? ",
            "It is! ",
            "Go home… ",
            "Now. ",
            "Heading\n",
            "Text goes on\n",
            "\nEnd");
  }

  @Test
  void closingQuotesAndMarkdownBelongToTheirSentence() {
    assertThat(afterFirst("He said \"Stop!\" Then he left. **Really.** (Yes.) Fine."))
        .containsExactly(
            "He said \"Stop!\" ", "Then he left. ", "**Really.** ", "(Yes.) ", "Fine.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Dr. Smith and Mrs. Jones met Prof. Lee on St. James Street.",
        "It costs 3.14 dollars, e.g. with tax, i.e. all of it.",
        "The U.S. economy grew vs. last year.",
        "J. K. Rowling and George W. Bush read No. 5 and fig. 3.",
        "Look at https://example.org/a.b?c=d!e and mail me@x.org today.",
        "At 5 p.m. on Jan. 5 it rained.",
        "1. Preheat the oven.",
        "\"Really?\" he asked.",
        "Well... maybe not.",
        "Version 1.2.3 of e.g.this runs.",
        "Apples, pears, etc. are fruit.",
        "See vol. II, pay Rs. 500, walk 5 min. more on Sat. or Sun. at noon.",
      })
  void oneSentenceStaysOne(String sentence) {
    assertThat(afterFirst(sentence)).containsExactly(sentence);
  }

  @Test
  void abbreviationsMayEndASentenceToo() {
    assertThat(afterFirst("He lives in the U.S. The house is big. We met at 5 p.m. It rained."))
        .containsExactly(
            "He lives in the U.S. ", "The house is big. ", "We met at 5 p.m. ", "It rained.");
    assertThat(afterFirst("No. I will not. It was 2024. Then it ended."))
        .containsExactly("No. ", "I will not. ", "It was 2024. ", "Then it ended.");
  }

  @Test
  void textWithoutCapitalsIsCutToo() {
    assertThat(afterFirst("hello there. how are you? i am fine."))
        .containsExactly("hello there. ", "how are you? ", "i am fine.");
  }

  @Test
  void firstChunkIsTheFirstClause() {
    assertThat(texts("Well, I think so, because it is late. Good night, then."))
        .containsExactly("Well, I think so, ", "because it is late. ", "Good night, then.");
    assertThat(texts("On May 5, 2024, it cost 10,000 dollars. Yes."))
        .containsExactly("On May 5, 2024, ", "it cost 10,000 dollars. ", "Yes.");
  }

  @Test
  void firstChunkOfALongClauseEndsBeforeAPhrase() {
    List<TextChunk> chunks =
        chunks("The quick brown fox jumps over it and the lazy dog sleeps through the day.");
    assertThat(chunks)
        .extracting(TextChunk::text)
        .containsExactly(
            "The quick brown fox jumps over it ", "and the lazy dog sleeps through the day.");
    assertThat(chunks)
        .extracting(TextChunk::boundary)
        .containsExactly(Boundary.WORD, Boundary.SENTENCE);
    assertThat(texts("one two three four five six seven eight nine ten eleven twelve thirteen"))
        .containsExactly(
            "one two three four five six seven eight nine ten eleven twelve ", "thirteen");
  }

  @Test
  void whatIsReadTogetherStaysTogether() {
    assertThat(texts("Cats sleep a lot (Smith & Jones, 2019; Lee, 2020)."))
        .containsExactly("Cats sleep a lot (Smith & Jones, 2019; Lee, 2020).");
    assertThat(texts("Watch Tom &amp; Jerry with us.")).hasSize(1);
    for (int length = 0; length < 40; length++) {
      String start = "w".repeat(length) + " small house walks quick river ";
      assertThat(texts("Yes.\n" + start.repeat(5) + "10 km and George V end."))
          .noneMatch(text -> text.endsWith("10 ") || text.endsWith("George "));
    }
    assertThat(texts("½")).containsExactly("½");
  }

  @Test
  void longSentencesAreCutAtClausesThenBetweenWords() {
    String clause = "several words of a clause that goes on and on, ";
    List<TextChunk> chunks = chunks("Start. " + clause.repeat(20) + "word ".repeat(100));
    assertThat(chunks).allMatch(chunk -> chunk.text().length() <= SentenceChunker.LONGEST);
    assertThat(chunks.get(1).text())
        .endsWith(", several words of a clause that goes on and on, ".substring(2));
    assertThat(chunks.get(1).boundary()).isEqualTo(Boundary.CLAUSE);
    assertThat(chunks.getLast().text()).startsWith("word ");
    assertThat(chunks).allMatch(chunk -> chunk.text().endsWith(" "));
  }

  @Test
  void nothingIsCutBeforeItIsWhole() {
    SentenceChunker chunker = new SentenceChunker();
    assertThat(chunker.add("Hi there. The value is 3.")).hasSize(1);
    assertThat(chunker.add("14 and gro")).isEmpty();
    assertThat(chunker.add("ws. ")).isEmpty();
    assertThat(chunker.add("Next one"))
        .extracting(TextChunk::text)
        .containsExactly("The value is 3.14 and grows. ");
    assertThat(chunker.flush()).extracting(TextChunk::text).containsExactly("Next one");
    assertThat(chunker.flush()).isEmpty();
  }

  @Test
  void textGoesOnAfterAFlush() {
    SentenceChunker chunker = new SentenceChunker();
    chunker.add("One moment");
    assertThat(chunker.flush()).containsExactly(new TextChunk(0, "One moment", Boundary.SENTENCE));
    assertThat(chunker.add(" please. Done"))
        .containsExactly(new TextChunk(10, " please. ", Boundary.SENTENCE));
    assertThat(chunker.flush()).containsExactly(new TextChunk(19, "Done", Boundary.SENTENCE));
  }

  @Test
  void textWithNothingToSpeakJoinsTheNextChunk() {
    assertThat(chunks("\uD83D\uDE00 ... !\n\n---\nHello. \uD83D\uDE00"))
        .containsExactly(new TextChunk(0, "\uD83D\uDE00 ... !\n\n---\nHello. ", Boundary.SENTENCE));
    assertThat(chunks(" . . . ".repeat(1_000))).isEmpty();
    assertThat(texts(". ".repeat(1_000) + "End.")).containsExactly(". ".repeat(1_000) + "End.");
  }

  @Test
  void surrogatePairsStayTogether() {
    String letters = "a" + "\uD835\uDD38".repeat(500);
    List<String> texts = texts(letters);
    assertThat(texts).hasSizeGreaterThan(3);
    assertThat(String.join("", texts)).isEqualTo(letters);
    assertThat(texts).noneMatch(text -> Character.isHighSurrogate(text.charAt(text.length() - 1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "! ", "[1]! ", ".", "\uD83D\uDE00", "a.", "“", ", ", "—", "\n", "5"})
  void aMillionCharactersTakeLinearTime(String piece) {
    String text = piece.repeat(1_000_000 / piece.length()) + " End";
    List<TextChunk> chunks = chunks(text);
    assertThat(chunks).allMatch(chunk -> !chunk.text().isEmpty());
    assertThat(chunks.getLast().text()).endsWith("End");
  }

  @Test
  void chunksDependOnTheTextAlone() {
    SplittableRandom random = new SplittableRandom(3);
    String[] words = {
      "Dr.",
      "Smith",
      "said",
      "hello,",
      "3.14",
      "U.S.",
      "The",
      "and",
      "e.g.",
      "ok",
      "\n",
      "really?!",
      "“Yes.”",
      "**no**",
      "\uD83D\uDE00",
      "it",
      "—",
      "1.",
      "so",
      "https://a.b/c",
      "...",
      "[1]",
      "!"
    };
    for (int round = 0; round < 200; round++) {
      StringBuilder written = new StringBuilder();
      for (int i = 0; i < 120; i++) {
        written.append(words[random.nextInt(words.length)]);
        written.append(" ".repeat(random.nextInt(8) == 0 ? 60 : random.nextInt(2)));
      }
      String text = written + "end";
      List<TextChunk> whole = chunks(text);
      assertThat(inPieces(text, random, 1)).isEqualTo(whole);
      assertThat(inPieces(text, random, 9)).isEqualTo(whole);
      assertThat(whole.stream().map(TextChunk::text).collect(Collectors.joining())).isEqualTo(text);
      int start = 0;
      for (TextChunk chunk : whole) {
        assertThat(chunk.start()).isEqualTo(start);
        start += chunk.text().length();
      }
    }
  }

  private static List<TextChunk> inPieces(String text, SplittableRandom random, int longest) {
    SentenceChunker chunker = new SentenceChunker();
    List<TextChunk> chunks = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = Math.min(text.length(), at + random.nextInt(1, longest + 1));
      chunks.addAll(chunker.add(text.substring(at, end)));
      at = end;
    }
    chunks.addAll(chunker.flush());
    return chunks;
  }

  private static List<TextChunk> chunks(String text) {
    SentenceChunker chunker = new SentenceChunker();
    List<TextChunk> chunks = new ArrayList<>(chunker.add(text));
    chunks.addAll(chunker.flush());
    return chunks;
  }

  private static List<String> texts(String text) {
    return chunks(text).stream().map(TextChunk::text).toList();
  }

  /// Without the special treatment of the first chunk.
  private static List<String> afterFirst(String text) {
    List<String> texts = new ArrayList<>(texts("Start.\n" + text));
    assertThat(texts.removeFirst()).isEqualTo("Start.\n");
    return texts;
  }
}
