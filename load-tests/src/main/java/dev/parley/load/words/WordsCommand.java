package dev.parley.load.words;

import dev.parley.asr.RecognitionOptions;
import dev.parley.asr.RecognitionStream;
import dev.parley.asr.SpeechRecognizer;
import dev.parley.asr.Transcript;
import dev.parley.asr.Word;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.vad.SpeechProbabilities;
import dev.parley.audio.vad.SpeechProbabilityRecorder;
import dev.parley.audio.vad.SpeechSegment;
import dev.parley.audio.vad.SpeechSegments;
import dev.parley.audio.vad.VadSettings;
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
import java.time.Duration;
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
      "that --filter chooses) joined with silence."
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
    List<Joined> joined = joined();
    List<Joined> readings = readings();
    Report report = new Report(spec);
    MarkdownTable table = BoundaryErrors.table();
    try (Engines engines =
        Engines.open(
            new ConfigLoader(System.getenv()).load(Optional.empty()).inference(),
            ModelStore.standard(),
            PullProgress.on(terminal))) {
      measure(engines, joined, "clips joined with silence", table);
      measure(engines, readings, "readings without pauses of ours", table);
    }
    report.add(table);
    report.add(
        "A recording's bounds include its own silence; its voice is what the voice activity"
            + " detector takes for it, in steps of 32 ms. A negative bias is early.");
    report.print(terminal, Optional.ofNullable(output), "words");
    return 0;
  }

  private void measure(Engines engines, List<Joined> recordings, String name, MarkdownTable table)
      throws InterruptedException {
    BoundaryErrors bounds = new BoundaryErrors();
    BoundaryErrors voices = new BoundaryErrors();
    for (int i = 0; i < recordings.size(); i++) {
      terminal.status("%s: %d of %d".formatted(name, i + 1, recordings.size()));
      Joined recording = recordings.get(i);
      List<Word> words = recognize(engines.recognizer(), recording.samples());
      bounds.add(recording.utterances(), words);
      voices.add(voiced(recording, engines.voiceActivity()), words);
    }
    if (!recordings.isEmpty()) {
      bounds.row(table, name + ", against the recording's bounds");
      voices.row(table, name + ", against its voice");
    }
  }

  private static List<Word> recognize(SpeechRecognizer recognizer, float[] samples)
      throws InterruptedException {
    List<Word> words = new ArrayList<>();
    RecognitionOptions options =
        RecognitionOptions.FILE.withLanguages(List.of("en")).withWords(true);
    try (RecognitionStream stream =
        recognizer.open(
            options,
            transcript -> {
              if (transcript instanceof Transcript.Final segment) {
                synchronized (words) {
                  words.addAll(segment.words());
                }
              }
            })) {
      stream.write(PcmFrame.of(PcmFormat.SPEECH, 0, samples));
      stream.finish();
    }
    synchronized (words) {
      return List.copyOf(words);
    }
  }

  /// The utterances from their first to their last voice.
  private static List<Utterance> voiced(Joined recording, VoiceActivityModel voice) {
    SpeechProbabilityRecorder recorder = new SpeechProbabilityRecorder(voice.open());
    recorder.write(PcmFrame.of(PcmFormat.SPEECH, 0, recording.samples()));
    recorder.flush();
    SpeechProbabilities probabilities = recorder.probabilities();
    recorder.close();
    // The shortest hangover finds the silence between utterances that follow each other closely.
    List<SpeechSegment> segments =
        SpeechSegments.of(
            probabilities,
            new SpeechSegments.Settings(
                VadSettings.STANDARD.withHangover(Duration.ofMillis(64)),
                Duration.ZERO,
                Duration.ofDays(1)));
    return recording.utterances().stream().map(one -> narrowed(one, segments)).toList();
  }

  private static Utterance narrowed(Utterance utterance, List<SpeechSegment> segments) {
    List<SpeechSegment> within =
        segments.stream()
            .filter(one -> one.start() < utterance.end() && one.end() > utterance.start())
            .toList();
    return within.isEmpty()
        ? utterance
        : new Utterance(
            Math.max(utterance.start(), within.getFirst().start()),
            Math.min(utterance.end(), within.getLast().end()),
            utterance.words());
  }

  private List<Joined> joined() throws IOException {
    List<Joined> joined = new ArrayList<>();
    List<Joined.Part> parts = new ArrayList<>();
    for (Clip clip : audio.clips()) {
      boolean chosen = audio.filtered() || clip.category().startsWith("librispeech");
      if (chosen && clip.language().startsWith("en") && !clip.transcript().isBlank()) {
        parts.add(new Joined.Part(Samples.of(clip.path()), clip.transcript()));
      }
    }
    for (int start = 0; start < parts.size(); start += JOINED_CLIPS) {
      joined.add(Joined.of(parts.subList(start, Math.min(start + JOINED_CLIPS, parts.size()))));
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
