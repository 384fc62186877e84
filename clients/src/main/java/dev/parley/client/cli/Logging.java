package dev.parley.client.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import org.slf4j.LoggerFactory;

/// Sets up the log: warnings on standard error; with -v everything of Parley.
///
/// Libraries stay at warnings even with -v, because the transport would print the bytes of what is
/// said.
public final class Logging {
  private Logging() {}

  public static void start(boolean verbose) {
    LogManager.getLogManager().reset();
    java.util.logging.Logger.getLogger("").addHandler(new ToLogback());
    if (verbose && LoggerFactory.getLogger("dev.parley") instanceof Logger parley) {
      parley.setLevel(Level.DEBUG);
    }
  }

  /// gRPC and the JDK log to `java.util.logging`.
  private static final class ToLogback extends Handler {
    @Override
    public void publish(LogRecord record) {
      if (record.getLevel().intValue() >= java.util.logging.Level.WARNING.intValue()) {
        LoggerFactory.getLogger(String.valueOf(record.getLoggerName()))
            .atWarn()
            .setCause(record.getThrown())
            .log(String.valueOf(record.getMessage()));
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
