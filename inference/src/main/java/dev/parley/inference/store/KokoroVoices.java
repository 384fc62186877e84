package dev.parley.inference.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/// The voices of Kokoro-82M, each a model of its own beside the network that they share. The
/// resource `kokoro-voices.tsv` has those whose languages Parley can read.
final class KokoroVoices {
  private static final String REPOSITORY = "onnx-community/Kokoro-82M-v1.0-ONNX";
  private static final String LICENCE = "Apache-2.0";

  /// 510 styles of 256 numbers.
  private static final long BYTES = 510 * 256 * Float.BYTES;

  private KokoroVoices() {}

  /// The models in the order of their languages, called `kokoro-` and the voice's name.
  static List<ManifestModel> models() {
    try (BufferedReader rows =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(KokoroVoices.class.getResourceAsStream("kokoro-voices.tsv")),
                UTF_8))) {
      return rows.lines()
          .filter(row -> !row.startsWith("#"))
          .map(row -> model(row.split("\t")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The list of Kokoro voices in this build cannot be read.", e);
    }
  }

  private static ManifestModel model(String... row) {
    String name = row[0];
    String file = name + ".bin";
    return new ManifestModel(
        "kokoro-" + name,
        "speech, " + row[1],
        "Kokoro voice %s, 24 kHz; needs the model kokoro".formatted(name),
        LICENCE,
        false,
        List.of(
            new ManifestFile(
                file,
                BYTES,
                row[2],
                new ManifestFile.HubPath(REPOSITORY, "voices/" + file),
                null,
                List.of())));
  }
}
