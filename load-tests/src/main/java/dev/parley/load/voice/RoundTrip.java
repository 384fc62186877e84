package dev.parley.load.voice;

import static dev.parley.load.figures.MarkdownTable.number;

import dev.parley.load.figures.MarkdownTable;
import dev.parley.load.peer.WordErrors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Whether voices are understood: what they say beside what recognisers hear.
final class RoundTrip {
  private final String other;
  private final Map<String, List<Echo>> voices = new LinkedHashMap<>();

  /// @param other the recogniser beside Parley's
  RoundTrip(String other) {
    this.other = other;
  }

  void add(String voice, List<Echo> echoes) {
    voices.put(voice, List.copyOf(echoes));
  }

  MarkdownTable table() {
    MarkdownTable table =
        new MarkdownTable(
            "voice",
            "sentences",
            "words",
            "heard by Parley: WER %",
            "without spelling %",
            "heard by %s: WER %%".formatted(other),
            "without spelling %",
            "sentences with errors of either");
    voices.forEach(
        (voice, echoes) -> {
          WordErrors parley = sum(echoes, Echo::parleyErrors);
          WordErrors others = sum(echoes, Echo::otherErrors);
          table.row(
              voice,
              Integer.toString(echoes.size()),
              Integer.toString(parley.words()),
              number(parley.rate(), 2),
              number(parley.audibleRate(), 2),
              number(others.rate(), 2),
              number(others.audibleRate(), 2),
              Long.toString(echoes.stream().filter(echo -> !echo.isFaultless()).count()));
        });
    return table;
  }

  /// Every sentence that was not understood, as a list.
  String listing() {
    StringBuilder list = new StringBuilder("## Sentences that were heard wrong\n");
    voices.forEach(
        (voice, echoes) -> {
          list.append("\n### ").append(voice).append('\n');
          for (Echo echo : echoes) {
            if (!echo.isFaultless()) {
              list.append("\n- ").append(echo.sentence());
              list.append("\n  - Parley (%s): ".formatted(count(echo.parleyErrors())));
              list.append(echo.parley());
              list.append("\n  - %s (%s): ".formatted(other, count(echo.otherErrors())));
              list.append(echo.other());
            }
          }
          list.append('\n');
        });
    return list.toString().stripTrailing();
  }

  private static String count(WordErrors errors) {
    String spelling = errors.spelling() == 0 ? "" : ", %d of spelling".formatted(errors.spelling());
    return errors.errors() + spelling;
  }

  private static WordErrors sum(List<Echo> echoes, Function<Echo, WordErrors> errors) {
    return echoes.stream().map(errors).reduce(WordErrors.NONE, WordErrors::plus);
  }
}
