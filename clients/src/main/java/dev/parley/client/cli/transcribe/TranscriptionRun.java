package dev.parley.client.cli.transcribe;

import dev.parley.client.cli.terminal.Progress;
import dev.parley.client.cli.terminal.Sentences;
import dev.parley.client.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Transcribes the files of one command, some at once, and delivers them in the order of the
/// command.
final class TranscriptionRun {
  private static final Logger log = LoggerFactory.getLogger(TranscriptionRun.class);

  private final Terminal terminal;
  private final Transcriber transcriber;
  private final Documents documents;
  private final int jobs;

  TranscriptionRun(Terminal terminal, Transcriber transcriber, Documents documents, int jobs) {
    this.terminal = terminal;
    this.transcriber = transcriber;
    this.documents = documents;
    this.jobs = jobs;
  }

  /// @return the exit status
  int run(List<InputFile> inputs, TranscriptionTask task) throws InterruptedException {
    long start = System.nanoTime();
    int failures = 0;
    double audioSeconds = 0;
    Semaphore slots = new Semaphore(jobs);
    try (Progress progress = new Progress(terminal);
        ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      FileProgress shares = new FileProgress(progress, inputs.size());
      List<Future<FileTranscript>> results = new ArrayList<>();
      try {
        for (InputFile input : inputs) {
          results.add(
              workers.submit(
                  () -> {
                    // Not a pool of platform threads, since the engine has its own.
                    slots.acquire();
                    try {
                      return transcriber.transcribe(
                          input, task, fraction -> shares.reached(input, fraction));
                    } finally {
                      shares.done(input);
                      slots.release();
                    }
                  }));
        }
        for (int i = 0; i < inputs.size(); i++) {
          try {
            FileTranscript transcript = results.get(i).get();
            audioSeconds += transcript.duration();
            documents.add(inputs.get(i), transcript);
          } catch (ExecutionException e) {
            failures++;
            complain(inputs.get(i), e.getCause() == null ? e : e.getCause());
          }
        }
      } finally {
        results.forEach(result -> result.cancel(true));
      }
    }
    summarise(inputs.size() - failures, audioSeconds, (System.nanoTime() - start) / 1e9);
    return failures == 0 ? 0 : 1;
  }

  private void complain(InputFile input, Throwable failure) {
    String sentence = Sentences.of(failure);
    boolean named = sentence.contains(input.name());
    terminal.note("parley: " + (named ? sentence : input.name() + ": " + sentence));
    log.debug("A file could not be transcribed.", failure);
  }

  private void summarise(int files, double audioSeconds, double wallSeconds) {
    if (documents.format() == TranscriptFormat.JSONL) {
      terminal.note(JsonDocuments.summary(files, audioSeconds, wallSeconds));
      return;
    }
    String speed =
        wallSeconds > 0
            ? String.format(Locale.ROOT, ", %.1f times real time", audioSeconds / wallSeconds)
            : "";
    terminal.note(
        String.format(
            Locale.ROOT,
            "%d %s, %.1f s of audio in %.1f s%s",
            files,
            files == 1 ? "file" : "files",
            audioSeconds,
            wallSeconds,
            speed));
  }
}
