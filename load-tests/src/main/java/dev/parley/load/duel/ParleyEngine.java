package dev.parley.load.duel;

import dev.parley.asr.RecognitionOptions;
import dev.parley.asr.RecognitionStream;
import dev.parley.asr.SpeechRecognizer;
import dev.parley.asr.Transcript;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// Parley in this process, as `parley transcribe` uses it.
final class ParleyEngine implements DuelEngine {
  private final String name;
  private final SpeechRecognizer recognizer;
  private final int jobs;

  /// @param recognizer stays the caller's
  /// @param jobs files at once in [#pass]
  ParleyEngine(String name, SpeechRecognizer recognizer, int jobs) {
    this.name = name;
    this.recognizer = recognizer;
    this.jobs = jobs;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Heard transcribe(DuelClip clip) throws InterruptedException {
    List<String> texts = new ArrayList<>();
    RecognitionOptions options = RecognitionOptions.FILE.withLanguages(clip.languages());
    PcmFrame audio = PcmFrame.of(PcmFormat.SPEECH, 0, clip.samples());
    long start = System.nanoTime();
    try (RecognitionStream stream =
        recognizer.open(options, transcript -> add(texts, transcript))) {
      stream.write(audio);
      stream.finish();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    synchronized (texts) {
      return new Heard(String.join(" ", texts), seconds);
    }
  }

  @Override
  public double pass(List<DuelClip> clips) throws IOException, InterruptedException {
    Semaphore slots = new Semaphore(jobs);
    long start = System.nanoTime();
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Heard>> results = new ArrayList<>();
      for (DuelClip clip : clips) {
        results.add(
            workers.submit(
                () -> {
                  slots.acquire();
                  try {
                    return transcribe(clip);
                  } finally {
                    slots.release();
                  }
                }));
      }
      for (Future<Heard> result : results) {
        result.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("Parley failed in the duel.", e.getCause());
    }
    return (System.nanoTime() - start) / 1e9;
  }

  @Override
  public void close() {}

  private static void add(List<String> texts, Transcript transcript) {
    if (transcript instanceof Transcript.Final segment && !segment.text().isBlank()) {
      synchronized (texts) {
        texts.add(segment.text().strip());
      }
    }
  }
}
