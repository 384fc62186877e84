package dev.parley.client.cli.terminal;

import java.util.Locale;
import java.util.function.LongSupplier;

/// A progress line on a terminal: what is done, a bar, the percentage and a remark. Drawn at most
/// ten times a second. Thread-safe.
public final class Progress implements AutoCloseable {
  private static final long INTERVAL = 100_000_000L;
  private static final int BAR = 24;

  private final Terminal terminal;
  private final LongSupplier nanoTime;
  private long lastDrawn;
  private boolean drawn;

  public Progress(Terminal terminal) {
    this(terminal, System::nanoTime);
  }

  /// @param nanoTime a clock such as `System::nanoTime`
  public Progress(Terminal terminal, LongSupplier nanoTime) {
    this.terminal = terminal;
    this.nanoTime = nanoTime;
  }

  /// Shows how far things are.
  ///
  /// @param fraction 0 to 1
  /// @param remark such as a rate; may be empty
  public synchronized void show(String label, double fraction, String remark) {
    long now = nanoTime.getAsLong();
    if (!terminal.isLive() || (drawn && now - lastDrawn < INTERVAL)) {
      return;
    }
    drawn = true;
    lastDrawn = now;
    terminal.status(line(label, fraction, remark, terminal.width(), terminal.style()));
  }

  /// Shows that something goes on whose end is not known.
  public synchronized void show(String label) {
    if (terminal.isLive()) {
      terminal.status(shortened(label, terminal.width() - 1));
    }
  }

  /// Takes the line away.
  @Override
  public synchronized void close() {
    terminal.status("");
    drawn = false;
  }

  static String line(String label, double fraction, String remark, int width, Style style) {
    String percent = String.format(Locale.ROOT, "%3d %%", (int) (Math.clamp(fraction, 0, 1) * 100));
    String tail = remark.isEmpty() ? percent : percent + "  " + remark;
    int bar = Math.min(BAR, Math.max(4, width - tail.length() - 20));
    int room = width - bar - tail.length() - 5;
    return "%s  %s  %s"
        .formatted(
            shortened(label, Math.max(4, room)), style.cyan(Bar.filled(fraction, bar)), tail);
  }

  /// The end of a name tells more than its start.
  static String shortened(String text, int room) {
    return text.length() <= room ? text : "…" + text.substring(text.length() - room + 1);
  }
}
