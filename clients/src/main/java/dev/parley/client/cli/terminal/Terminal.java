package dev.parley.client.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Where results, notes and live status go.
///
/// Results go to standard output and nothing else does. Notes go to standard error, and so does the
/// status: one line that is drawn over until it is cleared, only on a terminal. Thread-safe.
public final class Terminal {
  private static final int STANDARD_WIDTH = 80;

  private final PrintStream out;
  private final PrintStream err;
  private final boolean live;
  private final Style style;
  private final int width;
  private String status = "";

  /// @param live whether standard error is a terminal that may be drawn on
  /// @param coloured whether standard output and error may be coloured
  /// @param width columns of the terminal
  public Terminal(PrintStream out, PrintStream err, boolean live, boolean coloured, int width) {
    this.out = out;
    this.err = err;
    this.live = live;
    this.style = coloured ? Style.COLOURED : Style.PLAIN;
    this.width = width;
  }

  /// The streams of this process. The launcher tells in system properties which of them are a
  /// terminal, since Java cannot find out for one alone.
  public static Terminal ofProcess() {
    String terminals = System.getProperty("parley.terminals", "");
    Map<String, String> environment = System.getenv();
    boolean wanted =
        environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !environment.getOrDefault("TERM", "").equals("dumb");
    return new Terminal(
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        wanted && terminals.contains("2"),
        wanted && terminals.contains("1") && terminals.contains("2"),
        width(System.getProperty("parley.columns", "")));
  }

  /// Prints a piece of the result.
  public synchronized void result(String line) {
    hideStatus();
    out.print(line);
    out.print('\n');
    out.flush();
    drawStatus();
  }

  /// Prints the result as it is, without a line end of ours.
  public synchronized void resultDocument(String text) {
    hideStatus();
    out.print(text);
    out.flush();
    drawStatus();
  }

  /// Tells the user something beside the result.
  public synchronized void note(String line) {
    hideStatus();
    err.print(line);
    err.print('\n');
    err.flush();
    drawStatus();
  }

  /// Replaces the status line; nothing happens without a terminal. An empty text clears it.
  public synchronized void status(String line) {
    if (!live) {
      return;
    }
    if (line.isEmpty()) {
      hideStatus();
      status = "";
    } else {
      status = line;
      drawStatus();
    }
    err.flush();
  }

  /// Whether a status is seen.
  public boolean isLive() {
    return live;
  }

  /// How to emphasise text for this terminal.
  public Style style() {
    return style;
  }

  /// Columns.
  public int width() {
    return width;
  }

  private void hideStatus() {
    if (!status.isEmpty()) {
      err.print("\r\u001b[K");
      err.flush();
    }
  }

  /// With wrapping switched off, a terminal that became narrower cuts the line instead of leaving
  /// its pieces behind.
  private void drawStatus() {
    if (!status.isEmpty()) {
      err.print("\r\u001b[?7l" + status + "\u001b[K\u001b[?7h");
      err.flush();
    }
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }

  private static int width(String columns) {
    try {
      int number = Integer.parseInt(columns);
      return number >= 20 ? number : STANDARD_WIDTH;
    } catch (NumberFormatException e) {
      return STANDARD_WIDTH;
    }
  }
}
