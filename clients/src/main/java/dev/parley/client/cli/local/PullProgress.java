package dev.parley.client.cli.local;

import dev.parley.client.cli.terminal.Progress;
import dev.parley.client.cli.terminal.Terminal;
import dev.parley.inference.store.PullEvent;
import dev.parley.inference.store.PullListener;
import java.util.Locale;

/// Shows on the terminal how models are pulled.
public final class PullProgress implements PullListener {
  private static final double MEGABYTE = 1e6;

  private final Terminal terminal;
  private final Progress progress;

  private PullProgress(Terminal terminal, Progress progress) {
    this.terminal = terminal;
    this.progress = progress;
  }

  /// A listener that draws on `terminal`.
  public static PullListener on(Terminal terminal) {
    return new PullProgress(terminal, new Progress(terminal));
  }

  @Override
  public void on(PullEvent event) {
    switch (event) {
      case PullEvent.PullStarted started ->
          terminal.note(
              "Pulling %d model %s (%s) into %s…"
                  .formatted(
                      started.files(),
                      started.files() == 1 ? "file" : "files",
                      megabytes(started.bytes()),
                      started.folder()));
      case PullEvent.Waiting _ -> terminal.note("Waiting for another process that pulls models…");
      case PullEvent.TransferStarted(var transfer, long resumedAt) -> {
        if (resumedAt > 0) {
          terminal.note(
              "Going on with %s at %s.".formatted(transfer.subject(), megabytes(resumedAt)));
        }
      }
      case PullEvent.TransferProgressed(var transfer, long bytes, double rate) ->
          progress.show(
              transfer.subject(),
              transfer.totalBytes() > 0 ? (double) bytes / transfer.totalBytes() : 0,
              "%s of %s, %s/s from %s"
                  .formatted(
                      megabytes(bytes),
                      megabytes(transfer.totalBytes()),
                      megabytes((long) rate),
                      transfer.source()));
      case PullEvent.TransferEnded _ -> progress.close();
      case PullEvent.FileReady ready ->
          terminal.note(
              "  %s/%s  %s from %s"
                  .formatted(
                      ready.model(), ready.file(), megabytes(ready.bytes()), ready.source()));
      case PullEvent.Warning(String message) -> terminal.note("Note: " + message);
    }
  }

  /// A size for people.
  public static String megabytes(long bytes) {
    return bytes < MEGABYTE
        ? String.format(Locale.ROOT, "%.0f kB", Math.ceil(bytes / 1e3))
        : String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE);
  }
}
