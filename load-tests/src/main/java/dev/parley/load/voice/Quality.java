package dev.parley.load.voice;

import dev.parley.asr.SpeechRecognizer;
import dev.parley.client.cli.terminal.Interruption;
import dev.parley.client.cli.terminal.Progress;
import dev.parley.client.cli.terminal.Terminal;
import dev.parley.load.corpus.RawFile;
import dev.parley.load.figures.MarkdownTable;
import dev.parley.load.figures.Report;
import dev.parley.load.voice.Speaker.Engine;
import dev.parley.load.words.BoundaryErrors;
import dev.parley.load.words.Bounds;
import dev.parley.load.words.Recognized;
import dev.parley.server.Engines;
import dev.parley.tts.english.Accent;
import dev.parley.tts.english.EnglishPhonemizer;
import dev.parley.tts.phoneme.Phonemizer;
import dev.parley.tts.text.SpeakableText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whether what was spoken is right: heard by recognisers, in phonemes, and in the times of words.
final class Quality implements AutoCloseable {
  private final Terminal terminal;
  private final Interruption interruption;
  private final Report report;

  /// Phonemes of hibari-tts by sentence.
  private final Map<String, String> phonemes = new LinkedHashMap<>();

  private @Nullable Judges judges;
  private Interruption.@Nullable Registration registration;

  /// @param report gets the tables
  Quality(Terminal terminal, Interruption interruption, Report report) {
    this.terminal = terminal;
    this.interruption = interruption;
    this.report = report;
  }

  /// Has word errors counted.
  ///
  /// @param python has faster-whisper, jiwer and whisper-normalizer
  /// @param model folder of the checkpoint of faster-whisper
  void score(String python, Path model, int threads) throws IOException {
    Judges started = Judges.start(python, model, threads);
    judges = started;
    registration = interruption.add(started::close);
  }

  /// Asks hibari-tts, if it is among the speakers, for its phonemes.
  void askForPhonemes(List<Speaker> speakers, List<String> sentences) throws IOException {
    for (Speaker speaker : speakers) {
      if (speaker.engine() == Engine.HIBARI) {
        for (String sentence : sentences) {
          phonemes.put(sentence, speaker.phonemes(sentence));
        }
        return;
      }
    }
  }

  /// Hears all that was spoken, and compares phonemes.
  void judge(Engines engines, List<Performance> performances)
      throws IOException, InterruptedException {
    MarkdownTable times = BoundaryErrors.table("words said");
    RoundTrip trip = new RoundTrip(judges == null ? "nobody" : judges.name());
    for (Performance performance : performances) {
      if (performance.engine() == Engine.PARLEY || judges != null) {
        List<Recognized> heard = hear(engines.recognizer(), performance);
        if (performance.engine() == Engine.PARLEY) {
          timeWords(performance, heard, times);
        }
        if (judges != null) {
          trip.add(performance.name(), judge(judges, performance, heard));
        }
      }
    }
    if (judges != null) {
      report.add(trip.table());
      report.detail(trip.listing());
    }
    if (!phonemes.isEmpty()) {
      comparePhonemes(engines);
    }
    report.add(times);
    report.add(
        "Word times are those of Parley's recogniser beside those that the voice tells, where the"
            + " words were heard right; a negative bias is earlier than told.");
  }

  @Override
  public void close() {
    if (registration != null) {
      registration.close();
    }
    if (judges != null) {
      judges.close();
    }
  }

  private List<Recognized> hear(SpeechRecognizer recognizer, Performance performance)
      throws IOException, InterruptedException {
    List<Recognized> heard = new ArrayList<>();
    try (Progress progress = new Progress(terminal)) {
      for (Spoken spoken : performance.spoken()) {
        show(progress, "Parley hears " + performance.name(), heard.size(), performance);
        heard.add(Recognized.file(recognizer, RawFile.read(spoken.audio())));
      }
    }
    return heard;
  }

  private List<Echo> judge(Judges other, Performance performance, List<Recognized> heard)
      throws IOException {
    List<Echo> echoes = new ArrayList<>();
    try (Progress progress = new Progress(terminal)) {
      for (int i = 0; i < heard.size(); i++) {
        show(progress, other.name() + " hears " + performance.name(), i, performance);
        echoes.add(other.judge(performance.spoken().get(i), heard.get(i).text()));
      }
    }
    return echoes;
  }

  private static void show(Progress progress, String label, int done, Performance performance) {
    int all = performance.spoken().size();
    progress.show(label, (double) done / all, "%d of %d".formatted(done + 1, all));
  }

  private static void timeWords(
      Performance performance, List<Recognized> heard, MarkdownTable times) {
    BoundaryErrors errors = new BoundaryErrors();
    for (int i = 0; i < heard.size(); i++) {
      Spoken spoken = performance.spoken().get(i);
      errors.add(
          spoken.words(), spoken.words().stream().map(Bounds::of).toList(), heard.get(i).words());
    }
    errors.row(times, performance.name(), "the times that it tells");
  }

  private void comparePhonemes(Engines engines) {
    PhonemeComparison comparison = new PhonemeComparison();
    try (Phonemizer phonemizer =
        EnglishPhonemizer.load(
            engines.store().obtain("english-phonemes"), engines.runtime(), Accent.AMERICAN)) {
      phonemes.forEach(
          (sentence, theirs) ->
              comparison.add(
                  sentence,
                  phonemizer.phonemize(SpeakableText.of(sentence).text()).symbols(),
                  theirs));
    }
    report.add(comparison.table("hibari-tts"));
    report.detail(comparison.listing());
  }
}
