package dev.parley.client.cli.doctor;

/// What a check found.
///
/// @param subject what was looked at, a word or two
/// @param text what was found; after a warning or failure also what to do
public record Finding(Verdict verdict, String subject, String text) {
  /// How bad it is.
  public enum Verdict {
    OK,
    /// Something does not work that not everybody needs.
    WARN,
    /// Parley does not work.
    FAIL
  }

  static Finding ok(String subject, String text) {
    return new Finding(Verdict.OK, subject, text);
  }

  static Finding warn(String subject, String text) {
    return new Finding(Verdict.WARN, subject, text);
  }

  static Finding fail(String subject, String text) {
    return new Finding(Verdict.FAIL, subject, text);
  }
}
