package dev.parley.load.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A table as Markdown, whose source is aligned as well.
public final class MarkdownTable {
  private final List<List<String>> rows = new ArrayList<>();

  public MarkdownTable(String... header) {
    rows.add(List.of(header));
  }

  /// Adds a row of as many cells as the header has.
  public MarkdownTable row(String... cells) {
    if (cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException(
          "A row of %d cells does not fit a header of %d."
              .formatted(cells.length, rows.getFirst().size()));
    }
    rows.add(List.of(cells));
    return this;
  }

  /// A number with that many decimals; a dash for none.
  public static String number(double value, int decimals) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /// Without a line end behind the last row.
  @Override
  public String toString() {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(Math.max(widths[i], row.get(i).length()), 4);
      }
    }
    StringBuilder text = new StringBuilder();
    for (int number = 0; number < rows.size(); number++) {
      for (int i = 0; i < columns; i++) {
        String cell = rows.get(number).get(i);
        String blanks = " ".repeat(widths[i] - cell.length());
        text.append("| ").append(i == 0 ? cell + blanks : blanks + cell).append(' ');
      }
      text.append('|');
      if (number == 0) {
        text.append('\n');
        for (int i = 0; i < columns; i++) {
          text.append("| ").append("-".repeat(widths[i] - 1)).append(i == 0 ? "- " : ": ");
        }
        text.append('|');
      }
      if (number < rows.size() - 1) {
        text.append('\n');
      }
    }
    return text.toString();
  }
}
