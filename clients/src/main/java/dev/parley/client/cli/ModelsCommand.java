package dev.parley.client.cli;

import dev.parley.client.cli.local.PullProgress;
import dev.parley.client.cli.terminal.CommandFailure;
import dev.parley.client.cli.terminal.Progress;
import dev.parley.client.cli.terminal.Style;
import dev.parley.client.cli.terminal.Terminal;
import dev.parley.inference.store.FileCheck;
import dev.parley.inference.store.ModelStore;
import dev.parley.inference.store.StoredModel;
import dev.parley.tts.catalogue.VoiceCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `parley models`.
@Command(
    name = "models",
    synopsisSubcommandLabel = "COMMAND",
    description = "Shows, pulls and checks the models on this machine.",
    footer = {
      "",
      "PARLEY_MODELS names the folder, HF_ENDPOINT a mirror of the hub; PARLEY_OFFLINE=1 forbids",
      "to pull.",
      "",
      "Examples:",
      "  parley models list",
      "  parley models pull              what Parley needs by default",
      "  parley models pull voice:emma   a voice and what it needs",
      "  parley models verify            reads every file and compares its checksum"
    })
final class ModelsCommand {
  private static final String VOICE = "voice:";

  private final Terminal terminal;

  ModelsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(name = "list", description = "Shows all models and whether they are here.")
  int list() {
    ModelStore store = ModelStore.standard();
    Style style = terminal.style();
    List<StoredModel> others = new ArrayList<>();
    for (StoredModel model : store.list()) {
      if (isVoice(model) && !model.present() && !model.inDefaultSet()) {
        others.add(model);
        continue;
      }
      String state = model.present() ? "here" : model.inDefaultSet() ? "missing" : "-";
      String padded = "%-8s".formatted(state);
      terminal.result(
          "%s%-18s %10s  %-18s %-12s %s"
              .formatted(
                  model.present()
                      ? style.green(padded)
                      : model.inDefaultSet() ? style.yellow(padded) : style.dim(padded),
                  model.name(),
                  PullProgress.megabytes(model.bytes()),
                  model.role(),
                  model.licence(),
                  model.title()));
    }
    terminal.note("And %d voices: parley speak --voice list".formatted(others.size()));
    terminal.note("Folder: " + store.folder());
    return 0;
  }

  @Command(name = "pull", description = "Pulls what is missing or damaged.")
  int pull(
      @Parameters(
              paramLabel = "MODEL",
              arity = "0..*",
              description =
                  "Names from 'models list', or voice:NAME with a name from 'speak --voice list'"
                      + " (default: what Parley needs).")
          @Nullable List<String> names) {
    ModelStore store = ModelStore.standard();
    List<String> wanted =
        given(names)
            .map(list -> list.stream().flatMap(name -> models(name, store)).distinct().toList())
            .orElseGet(store::defaultModels);
    store.pull(wanted, PullProgress.on(terminal));
    terminal.note("Here and complete: " + String.join(", ", wanted) + ".");
    return 0;
  }

  @Command(name = "verify", description = "Reads the files and compares their checksums.")
  int verify(
      @Parameters(
              paramLabel = "MODEL",
              arity = "0..*",
              description = "Names from 'models list' (default: those that are here or needed).")
          @Nullable List<String> names) {
    ModelStore store = ModelStore.standard();
    List<String> wanted = given(names).orElseGet(() -> hereOrNeeded(store));
    int bad = 0;
    try (Progress progress = new Progress(terminal)) {
      for (int i = 0; i < wanted.size(); i++) {
        progress.show(wanted.get(i), (double) i / wanted.size(), "");
        for (FileCheck check : store.verify(List.of(wanted.get(i)))) {
          bad += check.condition() == FileCheck.Condition.GOOD ? 0 : 1;
          terminal.result(line(check));
        }
      }
    }
    if (bad > 0) {
      terminal.note(
          "parley: %d %s not as expected; 'parley models pull' gets them again."
              .formatted(bad, bad == 1 ? "file is" : "files are"));
    }
    return bad == 0 ? 0 : 1;
  }

  private static Stream<String> models(String name, ModelStore store) {
    if (!name.startsWith(VOICE)) {
      return Stream.of(name);
    }
    String voice = name.substring(VOICE.length());
    return VoiceCatalogue.of(store)
        .find(voice)
        .orElseThrow(
            () ->
                new CommandFailure(
                    "There is no voice '%s'; 'parley speak --voice list' shows those that there are."
                        .formatted(voice)))
        .models()
        .stream();
  }

  private static boolean isVoice(StoredModel model) {
    return model.role().startsWith("speech");
  }

  private String line(FileCheck check) {
    Style style = terminal.style();
    String mark =
        switch (check.condition()) {
          case GOOD -> style.green("ok      ");
          case MISSING -> style.yellow("missing ");
          case DAMAGED -> style.red("damaged ");
        };
    return "%s%s/%s  %s".formatted(mark, check.model(), check.file(), check.detail());
  }

  private static List<String> hereOrNeeded(ModelStore store) {
    List<String> names = new ArrayList<>();
    for (StoredModel model : store.list()) {
      if (model.present() || model.inDefaultSet()) {
        names.add(model.name());
      }
    }
    return names;
  }

  /// Picocli passes null for a list without elements.
  private static Optional<List<String>> given(@Nullable List<String> names) {
    return names == null || names.isEmpty() ? Optional.empty() : Optional.of(names);
  }
}
