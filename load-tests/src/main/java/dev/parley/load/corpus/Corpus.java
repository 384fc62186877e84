package dev.parley.load.corpus;

import dev.parley.client.cli.terminal.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads tab-separated lists of recordings. Values are taken as they are; there is no quoting.
public final class Corpus {
  private Corpus() {}

  /// The clips of `folder/clips.tsv` whose file name matches.
  ///
  /// @param filter is looked for in the path of each clip
  /// @throws CommandFailure if there is no list or no such clip
  public static List<Clip> read(Path folder, Pattern filter) throws IOException {
    List<Clip> clips = new ArrayList<>();
    for (Map<String, String> row : rows(folder.resolve("clips.tsv"))) {
      String file = row.getOrDefault("file", "");
      if (!file.isEmpty() && filter.matcher(file).find()) {
        clips.add(
            new Clip(
                file,
                folder.resolve(file),
                row.getOrDefault("language", ""),
                row.getOrDefault("category", ""),
                row.getOrDefault("transcript", ""),
                row.getOrDefault("note", "")));
      }
    }
    if (clips.isEmpty()) {
      throw new CommandFailure(
          "No clip of %s matches '%s'; choose another --filter."
              .formatted(folder.resolve("clips.tsv"), filter));
    }
    return clips;
  }

  /// The rows of a list with a line of column names.
  public static List<Map<String, String>> rows(Path file) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      throw new CommandFailure(
          "There is no list %s; --audio takes a folder that holds one, see 'parley bench --help'."
              .formatted(file),
          e);
    }
    List<Map<String, String>> rows = new ArrayList<>();
    if (lines.isEmpty()) {
      return rows;
    }
    String[] names = lines.getFirst().split("\t", -1);
    for (String line : lines.subList(1, lines.size())) {
      String[] values = line.split("\t", -1);
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < Math.min(names.length, values.length); i++) {
        row.put(names[i], values[i]);
      }
      rows.add(row);
    }
    return rows;
  }
}
