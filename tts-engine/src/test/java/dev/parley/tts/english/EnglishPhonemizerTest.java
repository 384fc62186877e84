package dev.parley.tts.english;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.inference.onnx.Accelerator;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.store.ModelStore;
import dev.parley.tts.phoneme.GivenPhonemes;
import dev.parley.tts.phoneme.Phonemes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@Tag("model")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnglishPhonemizerTest {
  private final OnnxRuntime runtime = OnnxRuntime.start(Accelerator.CPU, 1);
  private EnglishPhonemizer american;
  private EnglishPhonemizer british;

  @BeforeAll
  void load() {
    Path folder = ModelStore.standard().obtain("english-phonemes");
    american = EnglishPhonemizer.load(folder, runtime, Accent.AMERICAN);
    british = EnglishPhonemizer.load(folder, runtime, Accent.BRITISH);
  }

  @AfterAll
  void close() {
    american.close();
    british.close();
  }

  @Test
  void readsTheGoldenSentences() throws IOException {
    List<List<String>> rows;
    try (InputStream file = getClass().getResourceAsStream("phonemes.tsv")) {
      rows =
          new String(Objects.requireNonNull(file).readAllBytes(), UTF_8)
              .lines()
              .filter(line -> !line.startsWith("// "))
              .map(line -> List.of(line.split("\t", -1)))
              .toList();
    }
    assertThat(rows).hasSizeGreaterThanOrEqualTo(40);
    for (List<String> row : rows) {
      assertThat(american.phonemize(row.get(0)).symbols()).as(row.get(0)).isEqualTo(row.get(1));
      assertThat(british.phonemize(row.get(0)).symbols()).as(row.get(0)).isEqualTo(row.get(2));
    }
  }

  @Test
  void tokensKnowWhatTheySpeak() {
    String text = "Dr. Lee's well-known book costs $5!";
    Phonemes phonemes = american.phonemize(text);
    assertThat(phonemes.tokens())
        .extracting(token -> text.substring(token.start(), token.end()))
        .containsExactly("Dr. ", "Lee's", "well-known", "book", "costs", "$5", "$5", "!");
    assertThat(Phonemes.of(phonemes.tokens())).isEqualTo(phonemes);
  }

  @Test
  void aGivenWordStandsInItsSentence() {
    String text = "Dr. Siobhan met the well-known man.";
    GivenPhonemes name = new GivenPhonemes(4, 11, "ʃɪvˈɔn");

    Phonemes phonemes = american.phonemize(text, List.of(name));

    assertThat(phonemes.symbols())
        .isEqualTo(
            american
                .phonemize(text)
                .symbols()
                .replace(american.phonemize("Siobhan").symbols(), "ʃɪvˈɔn"))
        .startsWith("dˈɑktəɹ ʃɪvˈɔn ");
    int known = text.indexOf("known");
    GivenPhonemes part = new GivenPhonemes(known, known + 5, "nˈOn");
    assertThat(american.phonemize(text, List.of(part)).tokens())
        .extracting(token -> text.substring(token.start(), token.end()))
        .containsSubsequence("well", "known", "man");
  }

  @Test
  void textWithoutWordsIsSilent() {
    assertThat(american.phonemize("")).isEqualTo(Phonemes.NONE);
    assertThat(american.phonemize(" \n\t ")).isEqualTo(Phonemes.NONE);
    assertThat(american.phonemize("👍🏽 ❤️")).isEqualTo(Phonemes.NONE);
    assertThat(american.phonemize("\uD83D\u0000")).isEqualTo(Phonemes.NONE);
    assertThat(american.phonemize("***").symbols()).isEmpty();
  }

  @Test
  void anyScriptAndLengthIsAccepted() {
    List<String> pieces = List.of("x", "ab-", "!", "1", "中", "\uD800", "'", "Zq", "a.", "é", "//");
    for (String piece : pieces) {
      String text = piece.repeat(100_000 / piece.length());
      Phonemes phonemes = american.phonemize(text);
      int start = 0;
      for (Phonemes.Token token : phonemes.tokens()) {
        assertThat(token.phonemes()).isNotEmpty();
        assertThat(token.start()).isGreaterThanOrEqualTo(start);
        assertThat(token.end()).isGreaterThan(token.start()).isLessThanOrEqualTo(text.length());
        start = token.start();
      }
    }
    assertThat(american.phonemize("你好 Привет").symbols()).isNotEmpty();
  }

  @Test
  void severalThreadsReadAtOnce() {
    List<String> texts =
        IntStream.range(0, 40).mapToObj(i -> "Frobnizzle " + i + " reads the zorbish.").toList();
    List<Phonemes> alone = texts.stream().map(american::phonemize).toList();
    assertThat(texts.parallelStream().map(american::phonemize).toList()).isEqualTo(alone);
  }

  @Test
  void missingFilesAreNamed(@TempDir Path empty) {
    assertThatThrownBy(() -> EnglishPhonemizer.load(empty, runtime, Accent.AMERICAN))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("tokenizer_exceptions.json")
        .hasMessageContaining("parley models verify");
  }
}
