package dev.parley.tts.english.normalize;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text made from another one, that knows for each of its characters which characters of the
/// original it stands for. These spans never go back. Immutable.
public final class SpannedText {
  private final String text;
  private final int[] starts;
  private final int[] ends;

  private SpannedText(String text, int[] starts, int[] ends) {
    this.text = text;
    this.starts = starts;
    this.ends = ends;
  }

  /// A text that stands for itself.
  public static SpannedText of(String text) {
    int[] starts = new int[text.length()];
    int[] ends = new int[text.length()];
    Arrays.setAll(starts, i -> i);
    Arrays.setAll(ends, i -> i + 1);
    return new SpannedText(text, starts, ends);
  }

  public String text() {
    return text;
  }

  /// Where the original of the character at `index` starts.
  public int originalStart(int index) {
    return starts[index];
  }

  /// Behind the last original character of the one at `index`.
  public int originalEnd(int index) {
    return ends[index];
  }

  /// Replaces every match of a pattern by what the rule says or keeps.
  SpannedText rewrite(Pattern pattern, Consumer<Match> rule) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      return this;
    }
    Builder builder = new Builder(this);
    Match match = new Match(matcher, text, builder);
    int done = 0;
    do {
      builder.keep(done, matcher.start());
      rule.accept(match);
      done = matcher.end();
    } while (matcher.find());
    builder.keep(done, text.length());
    return builder.build();
  }

  /// Collects a new text from parts of the old one and from new words.
  static final class Builder {
    private final SpannedText source;
    private final StringBuilder text;
    private int[] starts;
    private int[] ends;

    Builder(SpannedText source) {
      this.source = source;
      this.text = new StringBuilder(source.text.length() + 16);
      this.starts = new int[source.text.length() + 16];
      this.ends = new int[source.text.length() + 16];
    }

    /// Takes over characters of the old text.
    void keep(int from, int to) {
      grow(to - from);
      System.arraycopy(source.starts, from, starts, text.length(), to - from);
      System.arraycopy(source.ends, from, ends, text.length(), to - from);
      text.append(source.text, from, to);
    }

    /// Adds words that stand for characters of the old text, at least one.
    void say(String words, int from, int to) {
      grow(words.length());
      // Words for a whole match may follow a part of it that was kept.
      int earliest = text.isEmpty() ? 0 : starts[text.length() - 1];
      int start = Math.max(earliest, source.starts[from]);
      Arrays.fill(starts, text.length(), text.length() + words.length(), start);
      Arrays.fill(ends, text.length(), text.length() + words.length(), source.ends[to - 1]);
      text.append(words);
    }

    /// The last character so far, a blank at the start.
    char last() {
      return text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
    }

    SpannedText build() {
      return new SpannedText(
          text.toString(),
          Arrays.copyOf(starts, text.length()),
          Arrays.copyOf(ends, text.length()));
    }

    private void grow(int count) {
      int needed = text.length() + count;
      if (needed > starts.length) {
        starts = Arrays.copyOf(starts, Math.max(needed, starts.length * 2));
        ends = Arrays.copyOf(ends, starts.length);
      }
    }
  }
}
