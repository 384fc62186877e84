package dev.parley.load.vad;

import static dev.parley.load.figures.MarkdownTable.number;

import dev.parley.audio.vad.SileroVad;
import dev.parley.audio.vad.VoiceActivityModel;
import dev.parley.client.cli.local.PullProgress;
import dev.parley.client.cli.terminal.CommandFailure;
import dev.parley.client.cli.terminal.Terminal;
import dev.parley.inference.onnx.Accelerator;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.store.ModelStore;
import dev.parley.load.corpus.AudioOption;
import dev.parley.load.corpus.Clip;
import dev.parley.load.corpus.Samples;
import dev.parley.load.corpus.ScratchFolder;
import dev.parley.load.figures.MarkdownTable;
import dev.parley.load.figures.Report;
import dev.parley.load.peer.PeerProcess;
import java.io.IOException;
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

/// `parley bench vad`.
@Command(
    name = "vad",
    description = {
      "How exactly speech is found, by frames of 10 ms, beside Python's silero-vad on the same",
      "clips. Takes the clips of vad/ten, or those that --filter chooses; each has its labels in a",
      "file of its name that ends in .scv: a name, then triples of start, end and 1 for speech."
    })
public final class VadCommand implements Callable<Integer> {
  private static final String LABELLED = "vad/ten";

  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private AudioOption audio = new AudioOption();

  @Option(
      names = "--python",
      paramLabel = "FILE",
      description =
          "Interpreter of Python that has silero-vad and onnxruntime (default: ${DEFAULT-VALUE}).")
  private String python = "python3";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Write the report into this folder too.")
  private @Nullable Path output;

  public VadCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    List<Clip> clips =
        audio.clips().stream()
            .filter(clip -> audio.filtered() || clip.category().equals(LABELLED))
            .toList();
    if (clips.isEmpty()) {
      throw new CommandFailure(
          "%s has no clips of %s; choose labelled ones with --filter."
              .formatted(audio.folder(), LABELLED));
    }
    MarkdownTable table = new MarkdownTable("detector", "F1 %", "precision %", "recall %");
    try (ScratchFolder folder = new ScratchFolder();
        VoiceActivityModel model =
            SileroVad.load(
                OnnxRuntime.start(Accelerator.CPU, 1),
                ModelStore.standard().obtain("silero-vad", PullProgress.on(terminal)));
        Detector peer =
            new PeerDetector(PeerProcess.python(python, List.of("silero-vad")), folder)) {
      List<Detector> detectors = new ArrayList<>(ParleyDetectors.all(model));
      detectors.add(peer);
      for (Detector detector : detectors) {
        terminal.status(detector.name());
        FrameScore score = score(detector, clips);
        table.row(
            detector.name(),
            number(100 * score.f1(), 2),
            number(100 * score.precision(), 2),
            number(100 * score.recall(), 2));
      }
    }
    new Report(spec)
        .add(table)
        .add("%d clips.".formatted(clips.size()))
        .print(terminal, Optional.ofNullable(output), "vad");
    return 0;
  }

  private static FrameScore score(Detector detector, List<Clip> clips) throws IOException {
    FrameScore score = new FrameScore();
    for (Clip clip : clips) {
      String name = String.valueOf(clip.path().getFileName());
      Path labels = clip.path().resolveSibling(name.replaceFirst("\\.[^.]*$", ".scv"));
      score.add(Stretches.read(labels), detector.detect(Samples.of(clip.path())));
    }
    return score;
  }
}
