package dev.parley.load.words;

import dev.parley.asr.Word;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.vad.VoiceActivityModel;
import dev.parley.client.cli.local.PullProgress;
import dev.parley.client.cli.terminal.Terminal;
import dev.parley.inference.store.ModelStore;
import dev.parley.load.corpus.AudioOption;
import dev.parley.load.corpus.Clip;
import dev.parley.load.corpus.Corpus;
import dev.parley.load.corpus.Samples;
import dev.parley.load.figures.MarkdownTable;
import dev.parley.load.figures.Report;
import dev.parley.server.Engines;
import dev.parley.server.config.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `parley bench words`.
@Command(
    name = "words",
    description = {
      "How exact the times of words are: the first word's start and the last word's end of every",
      "utterance of longform_derived/segments.tsv, and of English clips (librispeech, or those",
      "that --filter chooses) joined with and without silence, as files and live."
    })
public final class WordsCommand implements Callable<Integer> {
  private static final int JOINED_CLIPS = 6;

  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private AudioOption audio = new AudioOption();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Write the report into this folder too.")
  private @Nullable Path output;

  public WordsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<List<Joined.Part>> parts = parts();
    List<Joined> joined = parts.stream().map(Joined::of).toList();
    List<Joined> seamless = parts.stream().map(Joined::withoutPauses).toList();
    List<Joined> readings = readings();
    Report report = new Report(spec);
    MarkdownTable table = BoundaryErrors.table("utterances");
    try (Engines engines =
        Engines.open(
            new ConfigLoader(System.getenv()).load(Optional.empty()).inference(),
            ModelStore.standard(),
            PullProgress.on(terminal))) {
      TimedRecognition file = new TimedRecognition(engines.recognizer(), false);
      TimedRecognition live = new TimedRecognition(engines.recognizer(), true);
      VoiceActivityModel voice = engines.voiceActivity();
      measure(file, joined, voice, "clips joined with silence", table);
      measure(file, readings, voice, "readings", table);
      measureJoints(file, seamless, table);
      measure(live, joined, voice, "clips joined with silence, live", table);
      measure(live, readings, voice, "readings, live", table);
    }
    report.add(table);
    report.add(
        "The start of the first and the end of the last word of every utterance, where they were"
            + " recognised right. A recording's bounds include its own silence. Audible is 40 % of"
            + " the way from an utterance's quiet to its loud decibels and more, where that can be"
            + " told within 60 ms; voiced is what the voice activity detector takes for voice, in"
            + " steps of 32 ms. A negative bias is early.");
    report.print(terminal, Optional.ofNullable(output), "words");
    return 0;
  }

  private void measure(
      TimedRecognition recognition,
      List<Joined> recordings,
      VoiceActivityModel voice,
      String name,
      MarkdownTable table)
      throws InterruptedException {
    BoundaryErrors recorded = new BoundaryErrors();
    BoundaryErrors audible = new BoundaryErrors();
    BoundaryErrors voiced = new BoundaryErrors();
    for (int i = 0; i < recordings.size(); i++) {
      terminal.status("%s: %d of %d".formatted(name, i + 1, recordings.size()));
      Joined recording = recordings.get(i);
      List<Utterance> said = recording.utterances();
      List<Word> words = recognition.recognize(recording);
      recorded.add(said, said.stream().map(Bounds::of).toList(), words);
      audible.add(
          said,
          said.stream().map(one -> AudibleSpeech.of(recording.samples(), one)).toList(),
          words);
      voiced.add(said, VoicedSpeech.of(recording, voice), words);
    }
    if (!recordings.isEmpty()) {
      recorded.row(table, name, "the recording's bounds");
      audible.row(table, name, "audible speech");
      voiced.row(table, name, "voiced speech");
    }
  }

  private void measureJoints(
      TimedRecognition recognition, List<Joined> recordings, MarkdownTable table)
      throws InterruptedException {
    String name = "clips cut to what is audible, joined without silence";
    BoundaryErrors errors = new BoundaryErrors();
    for (int i = 0; i < recordings.size(); i++) {
      terminal.status("%s: %d of %d".formatted(name, i + 1, recordings.size()));
      Joined recording = recordings.get(i);
      errors.add(recording.utterances(), recording.joints(), recognition.recognize(recording));
    }
    errors.row(table, name, "where they meet");
  }

  private List<List<Joined.Part>> parts() throws IOException {
    List<List<Joined.Part>> joined = new ArrayList<>();
    List<Joined.Part> parts = new ArrayList<>();
    for (Clip clip : audio.clips()) {
      boolean chosen = audio.filtered() || clip.category().startsWith("librispeech");
      if (chosen && clip.language().startsWith("en") && !clip.transcript().isBlank()) {
        parts.add(new Joined.Part(Samples.of(clip.path()), clip.transcript()));
      }
    }
    for (int start = 0; start < parts.size(); start += JOINED_CLIPS) {
      joined.add(parts.subList(start, Math.min(start + JOINED_CLIPS, parts.size())));
    }
    return joined;
  }

  /// The long readings, if the folder has them.
  private List<Joined> readings() throws IOException {
    Path folder = audio.folder().resolve("longform_derived");
    List<Joined> readings = new ArrayList<>();
    if (!Files.exists(folder.resolve("segments.tsv"))) {
      return readings;
    }
    Map<String, List<Utterance>> utterances = new LinkedHashMap<>();
    for (Map<String, String> row : Corpus.rows(folder.resolve("segments.tsv"))) {
      utterances
          .computeIfAbsent(row.getOrDefault("file", ""), _ -> new ArrayList<>())
          .add(
              Utterance.of(
                  position(row.getOrDefault("start_s", "0")),
                  position(row.getOrDefault("end_s", "0")),
                  row.getOrDefault("transcript", "")));
    }
    for (Map.Entry<String, List<Utterance>> reading : utterances.entrySet()) {
      Path file = folder.resolve(reading.getKey());
      // The list may be that of a larger corpus.
      if (Files.exists(file)) {
        readings.add(new Joined(Samples.of(file), reading.getValue()));
      }
    }
    return readings;
  }

  private static long position(String seconds) {
    return Math.round(Double.parseDouble(seconds) * PcmFormat.SPEECH.sampleRate());
  }
}
