package dev.parley.inference.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The voices of the Piper project, each a model of its own. The resource `piper-voices.tsv` has
/// what the project's catalogue says of them, which is no SHA-256 but an MD5.
final class PiperVoices {
  private static final String REPOSITORY = "rhasspy/piper-voices";
  private static final String LICENCE = "see its MODEL_CARD";

  private PiperVoices() {}

  /// The models in the order of their languages, called `piper-` and Piper's key for the voice.
  static List<ManifestModel> models() {
    try (BufferedReader rows =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(PiperVoices.class.getResourceAsStream("piper-voices.tsv")),
                UTF_8))) {
      return rows.lines()
          .filter(row -> !row.startsWith("#"))
          .map(row -> model(row.split("\t")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The list of Piper voices in this build cannot be read.", e);
    }
  }

  private static ManifestModel model(String... row) {
    String key = row[0];
    String quality = row[4];
    String speakers = row[5].equals("1") ? "" : ", %s speakers".formatted(row[5]);
    String locale = key.substring(0, key.indexOf('-'));
    String folder =
        "%s/%s/%s/%s/".formatted(locale.substring(0, locale.indexOf('_')), locale, row[3], quality);
    List<ManifestFile> files = new ArrayList<>();
    files.add(file(folder, key + ".onnx", row[6], row[7]));
    files.add(file(folder, key + ".onnx.json", row[8], row[9]));
    files.add(file(folder, "MODEL_CARD", row[10], row[11]));
    return new ManifestModel(
        "piper-" + key,
        "speech, " + row[1],
        "Piper voice %s, %s, %s%s".formatted(row[3], quality, row[2], speakers),
        LICENCE,
        false,
        files);
  }

  private static ManifestFile file(String folder, String name, String bytes, String md5) {
    return new ManifestFile(
        name,
        Long.parseLong(bytes),
        md5,
        new ManifestFile.HubPath(REPOSITORY, folder + name),
        null,
        List.of());
  }
}
