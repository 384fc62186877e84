package dev.parley.tts.ssml;

import dev.parley.tts.prosody.Pitch;
import dev.parley.tts.prosody.Prosody;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the values of `<prosody>`. Words such as `slow` stand for themselves; everything with a
/// number changes what holds around the element.
final class ProsodyValues {
  private static final Pattern NUMBER =
      Pattern.compile("([+-]?)(\\d{1,4}(?:\\.\\d{1,4})?|\\.\\d{1,4})\\s*(%|st|Hz|dB|)");

  private static final Map<String, Double> RATES =
      Map.of(
          "x-slow", 0.5, "slow", 0.75, "medium", 1.0, "default", 1.0, "fast", 1.25, "x-fast", 1.6);

  private static final Map<String, Double> VOLUMES =
      Map.of(
          "silent", Double.NEGATIVE_INFINITY,
          "x-soft", -12.0,
          "soft", -6.0,
          "medium", 0.0,
          "default", 0.0,
          "loud", 4.0,
          "x-loud", 8.0);

  private static final Map<String, Double> PITCHES =
      Map.of(
          "x-low", -5.0,
          "low", -2.5,
          "medium", 0.0,
          "default", 0.0,
          "high", 2.5,
          "x-high", 5.0);

  private ProsodyValues() {}

  /// A number as it is written.
  ///
  /// @param sign `+`, `-` or empty
  /// @param unit empty if there is none
  private record Change(String sign, double amount, String unit) {
    double signed() {
      return sign.equals("-") ? -amount : amount;
    }

    boolean isRelative() {
      return !sign.isEmpty();
    }
  }

  /// @throws IllegalArgumentException with half a sentence if the value is none
  static Prosody rate(String value, Prosody around) {
    Double word = RATES.get(value);
    if (word != null) {
      return around.withRate(word);
    }
    Change change = number(value);
    if (change != null && change.unit().equals("%")) {
      double factor = (change.isRelative() ? 100 + change.signed() : change.amount()) / 100;
      return around.withRate(around.rate() * positive(factor, value));
    }
    if (change != null && change.unit().isEmpty() && !change.isRelative()) {
      return around.withRate(around.rate() * positive(change.amount(), value));
    }
    throw new IllegalArgumentException(
        "a rate of '%s' is none; use slow, medium, fast, a percentage such as 80%% or a factor"
            .formatted(value));
  }

  /// @throws IllegalArgumentException with half a sentence if the value is none
  static Prosody volume(String value, Prosody around) {
    Double word = VOLUMES.get(value);
    if (word != null) {
      return around.withDecibels(word);
    }
    Change change = number(value);
    if (change != null && change.unit().equals("dB") && change.isRelative()) {
      return around.withDecibels(around.decibels() + change.signed());
    }
    throw new IllegalArgumentException(
        "a volume of '%s' is none; use silent, soft, medium, loud or a change such as -6dB"
            .formatted(value));
  }

  /// @throws IllegalArgumentException with half a sentence if the value is none
  static Prosody pitch(String value, Prosody around) {
    Double word = PITCHES.get(value);
    if (word != null) {
      return around.withPitch(Pitch.semitones(word));
    }
    Change change = number(value);
    if (change != null && change.isRelative() && !change.unit().equals("dB")) {
      Pitch more =
          switch (change.unit()) {
            case "st" -> Pitch.semitones(change.signed());
            case "Hz" -> new Pitch(1, change.signed());
            case "%" -> new Pitch(1 + change.signed() / 100, 0);
            default -> null;
          };
      if (more != null) {
        return around.withPitch(around.pitch().then(more));
      }
    }
    throw new IllegalArgumentException(
        "a pitch of '%s' is none; use low, medium, high or a change such as +2st, -10%% or +20Hz"
            .formatted(value));
  }

  private static double positive(double factor, String value) {
    if (factor <= 0) {
      throw new IllegalArgumentException(
          "a rate of '%s' never ends; use at least 50%%".formatted(value));
    }
    return factor;
  }

  private static @Nullable Change number(String value) {
    Matcher matcher = NUMBER.matcher(value.strip());
    return matcher.matches()
        ? new Change(matcher.group(1), Double.parseDouble(matcher.group(2)), matcher.group(3))
        : null;
  }
}
