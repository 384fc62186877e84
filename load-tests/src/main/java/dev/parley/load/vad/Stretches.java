package dev.parley.load.vad;

import dev.parley.client.cli.terminal.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

/// The speech of a recording, in seconds from its start.
///
/// @param all in any order
record Stretches(List<Stretch> all) {
  /// 10 ms.
  static final double FRAME_SECONDS = 0.01;

  private static final Pattern COMMA = Pattern.compile(",");
  private static final String SPEECH = "1";
  private static final int COLUMNS = 3;

  record Stretch(double start, double end) {}

  Stretches {
    all = List.copyOf(all);
  }

  /// Reads a line of a name and triples of start, end and label, 1 for speech.
  ///
  /// @throws CommandFailure if the file is missing or is no such list
  static Stretches read(Path labels) throws IOException {
    try {
      return parse(Files.readString(labels));
    } catch (NoSuchFileException e) {
      throw new CommandFailure(
          "The labels %s are missing; --filter chooses clips that have some.".formatted(labels), e);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure("%s holds no triples of start, end and label.".formatted(labels), e);
    }
  }

  static Stretches parse(String line) {
    List<String> cells = COMMA.splitAsStream(line.strip()).toList();
    if (cells.size() % COLUMNS != 1) {
      throw new IllegalArgumentException("%d cells are no triples.".formatted(cells.size() - 1));
    }
    List<Stretch> all = new ArrayList<>();
    for (int i = 1; i < cells.size(); i += COLUMNS) {
      if (cells.get(i + 2).equals(SPEECH)) {
        all.add(
            new Stretch(Double.parseDouble(cells.get(i)), Double.parseDouble(cells.get(i + 1))));
      }
    }
    return new Stretches(all);
  }

  /// The frames whose middle is speech.
  BitSet frames() {
    BitSet frames = new BitSet();
    for (Stretch stretch : all) {
      frames.set(frame(stretch.start()), Math.max(frame(stretch.start()), frame(stretch.end())));
    }
    return frames;
  }

  private static int frame(double seconds) {
    return Math.toIntExact(Math.round(seconds / FRAME_SECONDS));
  }
}
