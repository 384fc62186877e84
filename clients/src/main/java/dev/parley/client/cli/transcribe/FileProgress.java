package dev.parley.client.cli.transcribe;

import dev.parley.client.cli.terminal.Progress;
import java.util.HashMap;
import java.util.Map;

/// How far several files are, as one bar: each file counts the same. Thread-safe.
final class FileProgress {
  private final Progress progress;
  private final int files;
  private final Map<InputFile, Double> running = new HashMap<>();
  private int done;

  FileProgress(Progress progress, int files) {
    this.progress = progress;
    this.files = files;
  }

  synchronized void reached(InputFile file, double fraction) {
    running.put(file, fraction);
    show(file);
  }

  synchronized void done(InputFile file) {
    running.remove(file);
    done++;
    show(file);
  }

  private void show(InputFile file) {
    double reached = done + running.values().stream().mapToDouble(Double::doubleValue).sum();
    String label = files == 1 ? file.name() : "%d/%d %s".formatted(done, files, file.name());
    progress.show(label, reached / files, "");
  }
}
