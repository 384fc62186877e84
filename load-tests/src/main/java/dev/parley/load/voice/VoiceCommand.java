package dev.parley.load.voice;

import dev.parley.client.cli.local.PullProgress;
import dev.parley.client.cli.terminal.Interruption;
import dev.parley.client.cli.terminal.Progress;
import dev.parley.client.cli.terminal.Terminal;
import dev.parley.inference.store.ModelStore;
import dev.parley.load.corpus.AudioOption;
import dev.parley.load.corpus.ScratchFolder;
import dev.parley.load.figures.Report;
import dev.parley.load.peer.Contest;
import dev.parley.load.peer.Crew;
import dev.parley.server.Engines;
import dev.parley.server.config.ConfigLoader;
import dev.parley.server.config.ServerConfig.InferenceSettings;
import dev.parley.tts.SpeechSynthesizer;
import dev.parley.tts.Voice;
import dev.parley.tts.stream.PhraseCache;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `parley bench voice`.
@Command(
    name = "voice",
    description = {
      "Parley's voice: how soon and how fast it speaks beside other voices, each in a process of",
      "its own, in turns on the same sentences; whether recognisers understand it; its phonemes",
      "beside those of hibari-tts; and how exact the times of its words are. The sentences are",
      "the English transcripts of asterisk_en, ljspeech and vctk, or those that --filter chooses."
    })
public final class VoiceCommand implements Callable<Integer> {
  /// So many that the JIT compiler has seen all.
  private static final int WARM_UPS = 20;

  private final Terminal terminal;
  private final Interruption interruption;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private AudioOption audio = new AudioOption();
  @Mixin private RivalOptions rivals = new RivalOptions();

  @Option(
      names = "--sentences",
      paramLabel = "N",
      description = "At most so many, each once (default: ${DEFAULT-VALUE}).")
  private int most = 200;

  @Option(
      names = "--voice",
      paramLabel = "NAME",
      description =
          "Parley's voice; 'parley speak --voice list' shows all (default: as configured).")
  private @Nullable String voice;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Inference threads of each engine, beside runs with one (default: one per processor).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--pause",
      paramLabel = "MS",
      description =
          "Before every turn, since threads of others may spin on (default: ${DEFAULT-VALUE}).")
  private int pause = 250;

  @Option(
      names = "--text-words",
      paramLabel = "N",
      description =
          "Instead, speak a text of so many words in one go and watch memory; then speak to"
              + " listeners at the pace of speech.")
  private int textWords;

  @Option(
      names = "--listeners",
      paramLabel = "N",
      description = "How many listeners hear syntheses at once then (default: ${DEFAULT-VALUE}).")
  private int listeners = 16;

  @Option(
      names = "--listener-words",
      paramLabel = "N",
      description = "Words of the text of each of them (default: ${DEFAULT-VALUE}).")
  private int listenerWords = 200;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Write the report, with every sentence that differs, into this folder.")
  private @Nullable Path output;

  /// @param interruption ends the other processes
  public VoiceCommand(Terminal terminal, Interruption interruption) {
    this.terminal = terminal;
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> sentences = Sentences.of(audio, most);
    ModelStore store = ModelStore.standard();
    InferenceSettings settings = new InferenceSettings("cpu", threads, null, null, null);
    // Here, because the other processes show no progress.
    String chosen = voice == null ? configured() : voice;
    store.pull(Engines.models(settings, chosen, store), PullProgress.on(terminal));
    Report report = new Report(spec);
    if (textWords > 0) {
      try (Engines engines = Engines.open(settings, store, PullProgress.on(terminal))) {
        endure(engines.synthesizer(chosen, PhraseCache.none()), sentences, report);
      }
      report.print(terminal, Optional.ofNullable(output), "voice-endurance");
    } else {
      compare(chosen, sentences, settings, store, report);
      report.print(terminal, Optional.ofNullable(output), "voice");
    }
    return 0;
  }

  private void compare(
      String chosen,
      List<String> sentences,
      InferenceSettings settings,
      ModelStore store,
      Report report)
      throws IOException, InterruptedException {
    try (ScratchFolder folder = new ScratchFolder();
        Quality quality = new Quality(terminal, interruption, report)) {
      // Before anything slow, as it may be missing.
      if (rivals.python().isPresent()) {
        quality.score(rivals.python().get(), store.obtain(settings.model()), threads);
      }
      List<Performance> performances = new ArrayList<>();
      try (Crew<Speaker> crew = new Crew<>(interruption)) {
        List<Speaker> speakers = crew.members();
        for (int count : IntStream.of(threads, 1).distinct().toArray()) {
          terminal.status("Loading voices with %d threads…".formatted(count));
          speakers.add(Speaker.parley(chosen, count, folder));
          rivals.addTo(speakers, store, chosen, count, folder);
        }
        Contest contest = new Contest(terminal, Duration.ofMillis(pause), WARM_UPS);
        List<List<List<Spoken>>> spoken = contest.run(speakers, sentences, 1, Speaker::speak);
        for (int i = 0; i < speakers.size(); i++) {
          performances.add(Performance.of(speakers.get(i), spoken.get(i).getFirst()));
        }
        quality.askForPhonemes(speakers, sentences);
      }
      report.add(
          "%d sentences, %d ms of pause before a turn; every engine has a process of its own."
              .formatted(sentences.size(), pause));
      report.add(Performance.table(performances));
      try (Engines engines = Engines.open(settings, store, PullProgress.on(terminal))) {
        quality.judge(
            engines,
            performances.stream().filter(performance -> performance.threads() == threads).toList());
      }
    }
  }

  private void endure(SpeechSynthesizer synthesizer, List<String> sentences, Report report)
      throws IOException, InterruptedException {
    Voice chosen = synthesizer.voices().getFirst();
    try (Progress progress = new Progress(terminal)) {
      progress.show("Speaking %d words…".formatted(textWords));
      LongText text = LongText.speak(synthesizer, chosen, Sentences.text(sentences, 0, textWords));
      report.add(
          "%d words in one synthesis by %s, %d threads: %s"
              .formatted(textWords, chosen.name(), threads, text.summary()));
      report.add(text.table());
      progress.show("Speaking to %d listeners…".formatted(listeners));
      report.add(
          new ManyListeners(synthesizer, chosen)
              .run(
                  IntStream.range(0, listeners)
                      .mapToObj(
                          i ->
                              Sentences.text(
                                  sentences, i * sentences.size() / listeners, listenerWords))
                      .toList()));
    }
  }

  private static String configured() {
    return new ConfigLoader(System.getenv()).load(Optional.empty()).conversation().voice();
  }
}
