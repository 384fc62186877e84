package dev.parley.server.config;

/// The checks of the settings records.
final class Require {
  private Require() {}

  static void that(boolean condition, String setting, String complaint) {
    if (!condition) {
      throw new ConfigException("The configuration's '%s' %s.".formatted(setting, complaint));
    }
  }

  static <T extends Comparable<T>> T within(String setting, T value, T least, T most) {
    that(
        value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
        setting,
        "is %s, but must be between %s and %s"
            .formatted(Durations.write(value), Durations.write(least), Durations.write(most)));
    return value;
  }
}
