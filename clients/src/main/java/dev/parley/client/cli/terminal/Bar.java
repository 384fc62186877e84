package dev.parley.client.cli.terminal;

/// Bars of characters, in eighths of a column.
public final class Bar {
  private static final String EIGHTHS = " ▏▎▍▌▋▊▉";
  private static final char FULL = '█';

  private Bar() {}

  /// A bar that is filled to `fraction`, exactly `columns` wide.
  ///
  /// @param fraction 0 to 1; what is beyond is cut
  public static String filled(double fraction, int columns) {
    long eighths = Math.round(Math.clamp(fraction, 0, 1) * columns * 8);
    StringBuilder bar = new StringBuilder(columns);
    for (int column = 0; column < columns; column++) {
      long left = eighths - 8L * column;
      bar.append(left >= 8 ? FULL : left <= 0 ? '░' : EIGHTHS.charAt((int) left));
    }
    return bar.toString();
  }

  /// A stretch from `start` to `end` of `columns`, both 0 to 1; at least a hairline, without
  /// trailing blanks.
  public static String stretch(double start, double end, int columns) {
    // A stretch at the very end still needs a column.
    int first = Math.min((int) Math.round(Math.clamp(start, 0, 1) * columns), columns - 1);
    int last = (int) Math.round(Math.clamp(end, 0, 1) * columns);
    return " ".repeat(first)
        + (last > first ? String.valueOf(FULL).repeat(last - first) : EIGHTHS.substring(1, 2));
  }
}
