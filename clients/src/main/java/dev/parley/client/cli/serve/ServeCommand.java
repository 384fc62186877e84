package dev.parley.client.cli.serve;

import dev.parley.client.cli.local.PullProgress;
import dev.parley.client.cli.terminal.Interruption;
import dev.parley.client.cli.terminal.Progress;
import dev.parley.client.cli.terminal.Terminal;
import dev.parley.inference.store.ModelStore;
import dev.parley.server.VoiceServer;
import dev.parley.server.config.ConfigLoader;
import dev.parley.server.config.ServerConfig;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `parley serve`.
@Command(
    name = "serve",
    description = "Runs the voice server until Ctrl-C or SIGTERM.",
    footer = {
      "",
      "Every setting of the file also has a variable: PARLEY_GRPC_PORT=7000 is grpc.port.",
      "",
      "Examples:",
      "  parley serve",
      "  parley serve --config parley.yaml",
      "  parley serve --config parley.yaml --check-config"
    })
public final class ServeCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Interruption interruption;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "Settings in YAML.")
  private @Nullable Path file;

  @Option(
      names = "--check-config",
      description = "Check the settings, print those in effect, and end.")
  private boolean checkOnly;

  public ServeCommand(Terminal terminal, Interruption interruption) {
    this.terminal = terminal;
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws InterruptedException {
    ModelStore store = ModelStore.standard();
    ServerConfig config = new ConfigLoader(System.getenv()).load(Optional.ofNullable(file));
    ConfigCheck.check(config, store.list());
    if (checkOnly) {
      terminal.result(ConfigDocument.of(config).stripTrailing());
      return 0;
    }
    interruption.endWith(0);
    VoiceServer server;
    try (Progress progress = new Progress(terminal)) {
      progress.show("Loading the models…");
      server = VoiceServer.start(config, store, PullProgress.on(terminal));
    }
    interruption.add(server::close);
    GarbageLimit.install();
    server.report().forEach(terminal::result);
    terminal.note("Ready; Ctrl-C ends it.");
    new CountDownLatch(1).await();
    return 0;
  }
}
