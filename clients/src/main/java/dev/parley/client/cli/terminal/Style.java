package dev.parley.client.cli.terminal;

/// Emphasis, or none where it cannot be shown.
public enum Style {
  PLAIN,
  COLOURED;

  /// What matters most.
  public String bold(String text) {
    return wrap("1", text);
  }

  /// What may still change, or matters less.
  public String dim(String text) {
    return wrap("2", text);
  }

  public String green(String text) {
    return wrap("32", text);
  }

  public String yellow(String text) {
    return wrap("33", text);
  }

  public String red(String text) {
    return wrap("31", text);
  }

  public String cyan(String text) {
    return wrap("36", text);
  }

  private String wrap(String code, String text) {
    return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
