package dev.parley.load.voice;

import static dev.parley.load.figures.MarkdownTable.number;

import dev.parley.load.figures.Distribution;
import dev.parley.load.figures.MarkdownTable;
import dev.parley.load.figures.ProcessMeter;
import dev.parley.tts.SpeechSynthesizer;
import dev.parley.tts.SynthesisSettings;
import dev.parley.tts.SynthesisStream;
import dev.parley.tts.Voice;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Many syntheses that begin at the same moment, each with a listener at the pace of speech.
final class ManyListeners {
  private final SpeechSynthesizer synthesizer;
  private final Voice voice;

  ManyListeners(SpeechSynthesizer synthesizer, Voice voice) {
    this.synthesizer = synthesizer;
    this.voice = voice;
  }

  /// @param texts one for each listener
  MarkdownTable run(List<String> texts) throws IOException, InterruptedException {
    ProcessMeter meter = ProcessMeter.own();
    Duration busy = meter.processorTime().orElse(Duration.ZERO);
    long start = System.nanoTime();
    List<PacedListener> listeners = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<PacedListener>> running = new ArrayList<>();
      for (String text : texts) {
        running.add(threads.submit(() -> listen(text, start)));
      }
      for (Future<PacedListener> one : running) {
        listeners.add(one.get());
      }
    } catch (ExecutionException e) {
      throw new IOException("A synthesis failed among many.", e.getCause());
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    busy = meter.processorTime().orElse(Duration.ZERO).minus(busy);
    return table(texts, listeners, busy.toMillis() / 1e3 / seconds);
  }

  private PacedListener listen(String text, long start) throws InterruptedException {
    PacedListener listener = new PacedListener(start);
    try (SynthesisStream stream = synthesizer.open(voice, SynthesisSettings.DEFAULT, listener)) {
      stream.write(text);
      stream.finish();
    }
    return listener;
  }

  private MarkdownTable table(
      List<String> texts, List<PacedListener> listeners, double processors) {
    Distribution first = Distribution.of(listeners.stream().map(PacedListener::first).toList());
    List<Double> gaps = listeners.stream().flatMap(listener -> listener.gaps().stream()).toList();
    Distribution lengths = Distribution.of(gaps);
    int missing = 0;
    for (int i = 0; i < texts.size(); i++) {
      missing += texts.get(i).strip().length() > listeners.get(i).characters() ? 1 : 0;
    }
    long samples = listeners.stream().mapToLong(PacedListener::samples).sum();
    return new MarkdownTable(listeners.size() + " syntheses at once", "")
        .row("speech, minutes", number(samples / 60.0 / voice.format().sampleRate(), 1))
        .row("processors busy", number(processors, 2))
        .row(
            "first audio P50 / P95 / most, ms",
            "%s / %s / %s"
                .formatted(
                    number(first.median(), 0),
                    number(first.quantile(0.95), 0),
                    number(first.maximum(), 0)))
        .row("pieces", Integer.toString(gaps.size() + listeners.size()))
        .row(
            "out of order",
            Integer.toString(listeners.stream().mapToInt(PacedListener::misplaced).sum()))
        .row("texts that were not spoken to their end", Integer.toString(missing))
        .row(
            "pieces that came too late",
            Long.toString(gaps.stream().filter(gap -> gap > 0).count()))
        .row(
            "silence before a piece P95 / most, ms",
            number(lengths.quantile(0.95), 1) + " / " + number(lengths.maximum(), 1));
  }
}
