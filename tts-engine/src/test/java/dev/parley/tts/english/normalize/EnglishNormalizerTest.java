package dev.parley.tts.english.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.tts.text.SentenceChunker;
import dev.parley.tts.text.SpeakableText;
import dev.parley.tts.text.TextChunk;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class EnglishNormalizerTest {
  private static final int LONG = 20_000;

  private final EnglishNormalizer normalizer = new EnglishNormalizer(Conventions.AMERICAN);

  @Test
  void spansLeadBackToTheWrittenForm() {
    String written = "Pay $5 to Dr. Lee.";
    SpannedText spoken = normalizer.normalize(written);
    assertThat(spoken.text()).isEqualTo("Pay five dollars to Doctor Lee.");
    int dollars = spoken.text().indexOf("dollars");
    assertThat(original(written, spoken, dollars)).isEqualTo("$5");
    assertThat(original(written, spoken, spoken.text().indexOf("Lee"))).isEqualTo("L");
  }

  @Test
  void textAllInCapitalsIsNotSpelled() {
    assertThat(normalizer.normalize("WE DON'T KNOW THIS.").text()).isEqualTo("We don't know this.");
    assertThat(normalizer.normalize("IBM, NASA, FBI").text()).isEqualTo("IBM, NASA, FBI");
  }

  @Test
  void controlCharactersAndBrokenSurrogatesAreDropped() {
    assertThat(normalizer.normalize("a\u0000b\uD800c\uDC00\u0007").text()).isEqualTo("a b c");
    assertThat(normalizer.normalize("\uD83D").text()).isEmpty();
    assertThat(normalizer.normalize("").text()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a", "1", "1,", "1.", "-", ".", "'", "*", "_", "[", "(", "<", "@", "a.", "a@", "1/", "1:",
        "$1", "# ", "\n", " ", "A.", "I", "http://", "a-", "é", "\u0301", "\uD800", "😀", "中", "&",
        "1 ", "a1", "$", "1-", "~", "`", "|", "V", "www.", "5%", "\\"
      })
  void longRunsAreReadInOneGo(String piece) {
    String text = piece.repeat(LONG / piece.length());
    SpannedText spoken = normalizer.normalize(text);
    assertThat(spoken.text().chars()).noneMatch(c -> c >= '0' && c <= '9');
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "5",
        "$1",
        "é",
        "中",
        "क्",
        "\u0301",
        "\uD83D",
        "😀",
        "**a",
        "[1](",
        "(A, ",
        "<a",
        "&",
        "\u0000",
        "\u202E",
        "a.b",
        "a/",
        "C:\\a",
        "x^2",
        "H2O",
        "MD",
        "Smith and ",
        " "
      })
  void aMillionCharactersAreSpokenInBoundedChunks(String piece) {
    SentenceChunker chunker = new SentenceChunker();
    String text = piece.repeat(1_000 / piece.length() + 1);
    for (int i = 0; i < 1_000; i++) {
      chunker.add(text).forEach(EnglishNormalizerTest::isBounded);
    }
    List<TextChunk> last = chunker.flush();
    last.forEach(EnglishNormalizerTest::isBounded);
    // The chunks are alike; reading one of each is enough.
    last.forEach(chunk -> speak(chunk.text()));
    speak(text);
  }

  private static void isBounded(TextChunk chunk) {
    assertThat(chunk.text().length()).isBetween(1, SentenceChunker.LONGEST);
  }

  private void speak(String written) {
    String spoken = normalizer.normalize(SpeakableText.of(written).text()).text();
    assertThat(spoken.chars()).noneMatch(c -> (c >= '0' && c <= '9') || Character.isISOControl(c));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "\n\t ", "😀👍🏽", "***", "**open", "`", "```\n", "[a](b", "<!--", "|||"})
  void littleOrNothingIsSpokenOfWhatHoldsNoWords(String written) {
    String spoken = normalizer.normalize(SpeakableText.of(written).text()).text();
    assertThat(spoken).matches("[\\p{L}()!, -]*");
  }

  @Test
  void anyTextIsAccepted() {
    Random random = new Random(7);
    List<String> pieces =
        List.of(
            "1", "23", "4567", ",", ".", ":", "/", "-", "$", "%", " ", "a", "B", "St.", "pm", "€",
            "'", "\n", "#", "*", "km", "th", "X", "Jan", "°C", "½", "@", "\uD83D", "—", "(", ")");
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(12); j >= 0; j--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      assertThat(normalizer.normalize(text.toString()).text().chars())
          .as(text.toString())
          .noneMatch(c -> c >= '0' && c <= '9');
    }
  }

  private static String original(String written, SpannedText spoken, int index) {
    return written.substring(spoken.originalStart(index), spoken.originalEnd(index));
  }
}
