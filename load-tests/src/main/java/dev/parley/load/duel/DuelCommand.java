package dev.parley.load.duel;

import dev.parley.asr.SpeechRecognizer;
import dev.parley.asr.stream.WhisperRecognizer;
import dev.parley.client.cli.local.PullProgress;
import dev.parley.client.cli.terminal.CommandFailure;
import dev.parley.client.cli.terminal.Interruption;
import dev.parley.client.cli.terminal.Terminal;
import dev.parley.inference.store.ModelStore;
import dev.parley.load.corpus.AudioOption;
import dev.parley.load.figures.Report;
import dev.parley.load.ggml.GgmlFile;
import dev.parley.load.peer.Contest;
import dev.parley.load.peer.Crew;
import dev.parley.load.peer.PeerProcess;
import dev.parley.load.peer.Scorer;
import dev.parley.server.Engines;
import dev.parley.server.config.ServerConfig.InferenceSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `parley bench duel`.
@Command(
    name = "duel",
    description = {
      "Parley against other recognisers with the same weights, in turns on the same clips.",
      "Audio is decoded before; every engine is loaded, warm, and told the language."
    })
public final class DuelCommand implements Callable<Integer> {
  private static final String FASTER_WHISPER = "faster-whisper";
  private static final String WHISPER_CPP = "whisper.cpp";

  private final Terminal terminal;
  private final Interruption interruption;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private AudioOption audio = new AudioOption();

  @Option(names = "--rounds", paramLabel = "N", description = "Passes (default: ${DEFAULT-VALUE}).")
  private int rounds = 1;

  @Option(
      names = "--engines",
      split = ",",
      paramLabel = "NAME",
      description = "Others: faster-whisper, whisper.cpp, or none (default: ${DEFAULT-VALUE}).")
  private List<String> engines = List.of(FASTER_WHISPER);

  @Option(
      names = "--beam",
      split = ",",
      paramLabel = "N",
      description = "Beam sizes of faster-whisper; 1 is greedy (default: ${DEFAULT-VALUE}).")
  private List<Integer> beams = List.of(1);

  @Option(
      names = "--ggml",
      paramLabel = "FILE",
      description =
          "Weights in the format of whisper.cpp for that engine (default: the same ones in float16,"
              + " written on first use).")
  private @Nullable Path ggml;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Compute threads of each engine (default: one per processor).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = {"-j", "--jobs"},
      paramLabel = "N",
      description = "Files at once when many are transcribed at once (default: 6 per thread).")
  private int jobs;

  @Option(
      names = "--pause",
      paramLabel = "MS",
      description =
          "Before every turn, since threads of others may spin on (default: ${DEFAULT-VALUE}).")
  private int pause = 250;

  @Option(
      names = "--window-margin",
      paramLabel = "MS",
      description =
          "Silence behind the speech of Parley's windows; 30000: whole windows (default:"
              + " ${DEFAULT-VALUE}).")
  private long windowMargin = WhisperRecognizer.WINDOW_MARGIN.toMillis();

  @Option(
      names = {"-m", "--model"},
      description = "Transcription model of all engines (default: ${DEFAULT-VALUE}).")
  private String model = "whisper-base";

  @Option(
      names = "--python",
      paramLabel = "PROGRAM",
      description =
          "Python that has faster-whisper, jiwer and whisper-normalizer (default:"
              + " ${DEFAULT-VALUE}).")
  private String python = "python3";

  @Option(
      names = "--quality-gate",
      description = "Instead, compare Parley's 8-bit graphs with float32.")
  private boolean qualityGate;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description =
          "Write the report and, for each engine, what it heard (JSONL) into this folder.")
  private @Nullable Path output;

  /// @param interruption ends the other processes
  public DuelCommand(Terminal terminal, Interruption interruption) {
    this.terminal = terminal;
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    ModelStore store = ModelStore.standard();
    Path folder = store.obtain(model, PullProgress.on(terminal));
    InferenceSettings settings =
        new InferenceSettings("cpu", threads, model, "int8", Duration.ofMillis(windowMargin));
    Report report = new Report(spec);
    // Before anything slow, as it may be missing.
    try (Scorer scorer = Scorer.start(python);
        Interruption.Registration _ = interruption.add(scorer::close)) {
      if (qualityGate) {
        try (DuelClips clips = new DuelClips(audio.clips(), List.of("en"))) {
          Contest contest = new Contest(terminal, Duration.ZERO, 1);
          report.add(
              QualityGate.run(
                  contest, folder, threads, settings.windowMargin(), clips.all(), scorer));
        }
      } else {
        try (Engines parley = Engines.open(settings, store, PullProgress.on(terminal))) {
          duel(parley.recognizer(), folder, scorer, report);
        }
      }
    }
    report.print(terminal, Optional.ofNullable(output), qualityGate ? "quality-gate" : "duel");
    return 0;
  }

  private void duel(SpeechRecognizer recognizer, Path folder, Scorer scorer, Report report)
      throws IOException, InterruptedException {
    int files = jobs > 0 ? jobs : 6 * threads;
    try (DuelClips clips = new DuelClips(audio.clips(), recognizer.languages());
        Crew<DuelEngine> crew = new Crew<>(interruption)) {
      List<DuelEngine> all = crew.members();
      all.add(new ParleyEngine("Parley " + recognizer.name(), recognizer, files));
      for (List<String> arguments : others(folder)) {
        terminal.status("Loading " + arguments.getFirst() + "…");
        all.add(new PeerEngine(PeerProcess.python(python, arguments)));
      }
      Contest contest = new Contest(terminal, Duration.ofMillis(pause), 1);
      List<List<List<Heard>>> heard = contest.run(all, clips.all(), rounds, DuelEngine::transcribe);
      List<Score> scores = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        scores.add(Score.of(all.get(i).name(), clips.all(), heard.get(i), scorer));
      }
      report.add(
          "%d clips, %.1f s of audio, %d rounds, %d threads, %d ms of pause before a turn."
              .formatted(clips.all().size(), clips.duration(), rounds, threads, pause));
      report.add(DuelReport.oneAtATime(scores, clips.duration()));
      report.add(DuelReport.byCategory(scores));
      many(all.getFirst(), folder, clips, files, report);
      if (output != null) {
        for (Score score : scores) {
          RunFile.write(output, clips.all(), score);
        }
      }
    }
  }

  /// The others get as many workers as there are threads, a thread each.
  private void many(DuelEngine parley, Path folder, DuelClips clips, int files, Report report)
      throws IOException, InterruptedException {
    List<String> names = new ArrayList<>(List.of("%s, %d files".formatted(parley.name(), files)));
    List<List<Double>> passes = new ArrayList<>(List.of(new ArrayList<>()));
    try (Crew<DuelEngine> crew = new Crew<>(interruption)) {
      List<DuelEngine> all = crew.members();
      all.add(parley);
      if (engines.contains(FASTER_WHISPER)) {
        for (int beam : beams) {
          List<String> arguments = new ArrayList<>(fasterWhisper(folder, beam));
          arguments.addAll(List.of("--workers", Integer.toString(threads)));
          all.add(new PeerEngine(PeerProcess.python(python, arguments)));
          names.add("%s, %d workers".formatted(all.getLast().name(), threads));
          passes.add(new ArrayList<>());
        }
      }
      for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < all.size(); i++) {
          terminal.status("Many at once: " + names.get(i));
          Thread.sleep(pause);
          passes.get(i).add(all.get(i).pass(clips.all()));
        }
      }
    }
    report.add(DuelReport.manyAtOnce(names, passes, clips.duration()));
  }

  private List<List<String>> others(Path folder) {
    List<List<String>> others = new ArrayList<>();
    for (String engine : engines) {
      switch (engine) {
        case FASTER_WHISPER -> beams.forEach(beam -> others.add(fasterWhisper(folder, beam)));
        case WHISPER_CPP -> {
          terminal.status("Finding the weights for whisper.cpp…");
          Path file = ggml == null ? GgmlFile.obtain(folder) : ggml;
          others.add(List.of(WHISPER_CPP, file.toString(), "--threads", Integer.toString(threads)));
        }
        case "none" -> {}
        default ->
            throw new CommandFailure(
                "There is no engine '%s'; choose faster-whisper, whisper.cpp or none."
                    .formatted(engine));
      }
    }
    return others;
  }

  private List<String> fasterWhisper(Path folder, int beam) {
    return List.of(
        FASTER_WHISPER,
        folder.toString(),
        "--beam",
        Integer.toString(beam),
        "--threads",
        Integer.toString(threads));
  }
}
