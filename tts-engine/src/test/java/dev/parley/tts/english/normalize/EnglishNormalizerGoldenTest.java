package dev.parley.tts.english.normalize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The rows of `normalization.tsv`: written, spoken in American English, and in British English
/// where that differs.
@Tag("golden")
class EnglishNormalizerGoldenTest {
  private static final EnglishNormalizer AMERICAN = new EnglishNormalizer(Conventions.AMERICAN);
  private static final EnglishNormalizer BRITISH = new EnglishNormalizer(Conventions.BRITISH);

  static Stream<List<String>> rows() throws IOException {
    try (InputStream file =
        EnglishNormalizerGoldenTest.class.getResourceAsStream(
            "/dev/parley/tts/english/normalization.tsv")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8)
              .lines()
              .filter(line -> !line.startsWith("// "))
              .map(line -> List.of(line.split("\t", -1)))
              .toList()
              .stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void isSpoken(List<String> row) {
    String written = row.getFirst().replace("\\n", "\n");
    assertThat(AMERICAN.normalize(written).text()).isEqualTo(row.get(1));
    assertThat(BRITISH.normalize(written).text()).isEqualTo(row.getLast());
  }

  @Test
  void thereAreManyRows() throws IOException {
    assertThat(rows().count()).isGreaterThanOrEqualTo(400);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void spansLieWithinTheTextAndNeverGoBack(List<String> row) {
    String written = row.getFirst().replace("\\n", "\n");
    SpannedText spoken = AMERICAN.normalize(written);
    int start = 0;
    for (int i = 0; i < spoken.text().length(); i++) {
      assertThat(spoken.originalStart(i)).isGreaterThanOrEqualTo(start);
      start = spoken.originalStart(i);
      assertThat(spoken.originalEnd(i)).isGreaterThan(start).isLessThanOrEqualTo(written.length());
    }
  }
}
