package dev.parley.load.turns;

import dev.parley.audio.vad.SileroVad;
import dev.parley.audio.vad.VoiceActivityModel;
import dev.parley.client.VoiceClient;
import dev.parley.client.cli.local.PullProgress;
import dev.parley.client.cli.terminal.CommandFailure;
import dev.parley.client.cli.terminal.Interruption;
import dev.parley.client.cli.terminal.Terminal;
import dev.parley.inference.onnx.Accelerator;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.store.ModelStore;
import dev.parley.load.corpus.AudioOption;
import dev.parley.load.corpus.Clip;
import dev.parley.load.figures.Report;
import dev.parley.load.host.Callers;
import dev.parley.load.host.Host;
import dev.parley.load.host.HostOptions;
import dev.parley.load.turns.Specimen.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/// `parley bench turns`.
@Command(
    name = "turns",
    description = {
      "How soon the end of a turn is found, and how often a pause inside a sentence is taken for",
      "it. Whole sentences of vctk, arctic_kathleen and asterisk_en (or those that --filter",
      "chooses), the same with a pause of 0.7 to 1.5 s behind a word that cannot end one, and the",
      "clips of endofturn_disfluency. Every clip has a session of its own."
    })
public final class TurnsCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Interruption interruption;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private AudioOption audio = new AudioOption();
  @Mixin private HostOptions host = new HostOptions();

  @Option(
      names = "--detection",
      split = ",",
      paramLabel = "RULE",
      description =
          "Rows of the table: semantic, or milliseconds of silence (default:"
              + " semantic,300,600,1000).")
  private List<String> detections = List.of("semantic", "300", "600", "1000");

  @Option(
      names = "--eagerness",
      split = ",",
      paramLabel = "LEVEL",
      description = "Rows of the semantic rule: low, medium, high (default: medium).")
  private List<String> eagernesses = List.of("medium");

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "At most so many sentences, from all over the list (default: all).")
  private int count = Integer.MAX_VALUE;

  @Option(
      names = "--streams",
      paramLabel = "N",
      description = "Calls at once (default: ${DEFAULT-VALUE}).")
  private int streams = 1;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Chooses places and lengths of the pauses (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--zeros",
      description = "Pauses of digital silence instead of the noise of the recording's room.")
  private boolean zeros;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description =
          "Write the report, with every false cut-off and late end, into this folder, and"
              + " turns.jsonl with all that was predicted.")
  private @Nullable Path output;

  public TurnsCommand(Terminal terminal, Interruption interruption) {
    this.terminal = terminal;
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Rules> rules = Rules.of(detections, eagernesses);
    Report report = new Report(spec);
    TurnTable table = new TurnTable();
    List<Outcome> all = new ArrayList<>();
    int failures;
    boolean soundTold = false;
    try (Host server = host.open(terminal, interruption)) {
      Callers callers = new Callers(server, streams, terminal);
      List<Specimen> specimens = specimens(server);
      for (Rules each : rules) {
        List<Callers.Call<Outcome>> calls =
            specimens.stream()
                .map(one -> (Callers.Call<Outcome>) client -> Trial.run(client, one, each))
                .toList();
        List<Outcome> outcomes =
            callers.make(each.name(), calls).stream().flatMap(Optional::stream).toList();
        List<Outcome> punctual = outcomes.stream().filter(Outcome::punctual).toList();
        table.row(each.name(), punctual);
        if (each.isSemantic() && !soundTold) {
          table.soundRow(punctual);
          soundTold = true;
        }
        all.addAll(outcomes);
      }
      failures = callers.failures();
    }
    report.add(table);
    report.add(OutcomeList.legend());
    long late = all.stream().filter(outcome -> !outcome.punctual()).count();
    if (late > 0) {
      report.add(
          "%d of %d calls are left out, for this machine sent some of their audio late."
              .formatted(late, all.size()));
    }
    report.detail(OutcomeList.of(all));
    report.print(terminal, Optional.ofNullable(output), "turns");
    if (output != null) {
      Files.write(
          output.resolve("turns.jsonl"), all.stream().map(one -> one.line().toString()).toList());
    }
    return failures == 0 ? 0 : 1;
  }

  private List<Specimen> specimens(Host server) throws IOException, InterruptedException {
    ModelStore store = ModelStore.standard();
    List<Specimen> all = new ArrayList<>();
    try (VoiceActivityModel voice =
            SileroVad.load(
                OnnxRuntime.start(Accelerator.CPU, 1),
                store.obtain("silero-vad", PullProgress.on(terminal)));
        VoiceClient client = server.connect()) {
      Specimens specimens = new Specimens(client, voice, !zeros, seed);
      List<Clip> clips = audio.clips();
      List<Clip> sentences =
          Specimens.spread(
              clips.stream().filter(clip -> Specimens.isSentence(clip, audio.filtered())).toList(),
              count);
      for (Clip clip : sentences) {
        terminal.status("Looking for a place for a pause: " + clip.file());
        Specimen whole = specimens.whole(clip, Variant.WHOLE);
        all.add(whole);
        specimens.paused(whole).ifPresent(all::add);
      }
      for (Clip clip :
          Specimens.spread(clips.stream().filter(Specimens::isHesitant).toList(), count)) {
        all.add(specimens.whole(clip, Variant.HESITANT));
      }
    }
    if (all.isEmpty()) {
      throw new CommandFailure(
          "%s holds no sentences in English that end with a full stop; choose others with --filter."
              .formatted(audio.folder()));
    }
    return all;
  }
}
