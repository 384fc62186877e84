package dev.parley.client.cli.terminal;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// A terminal whose output can be read. Forty columns, without colours.
public final class RecordingTerminal {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Terminal terminal;

  public RecordingTerminal(boolean live) {
    terminal = new Terminal(stream(out), stream(err), live, false, 40);
  }

  public Terminal terminal() {
    return terminal;
  }

  /// What came on standard output so far.
  public String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  /// What came on standard error so far.
  public String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static PrintStream stream(ByteArrayOutputStream target) {
    return new PrintStream(target, true, StandardCharsets.UTF_8);
  }
}
