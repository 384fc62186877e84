package dev.parley.load.host;

import dev.parley.client.ServerAddress;
import dev.parley.client.VoiceClient;
import dev.parley.client.cli.local.PullProgress;
import dev.parley.client.cli.terminal.Interruption;
import dev.parley.client.cli.terminal.Progress;
import dev.parley.client.cli.terminal.Terminal;
import dev.parley.inference.store.ModelStore;
import dev.parley.load.figures.ProcessMeter;
import dev.parley.load.peer.PeerProcess;
import dev.parley.server.Engines;
import dev.parley.server.config.ConfigLoader;
import dev.parley.server.config.ServerConfig;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A server to converse with. Thread-safe.
public final class Host implements AutoCloseable {
  private final ServerAddress address;
  private final @Nullable PeerProcess process;
  private final @Nullable ScriptedModel model;
  private final Interruption.Registration registration;

  private Host(
      ServerAddress address,
      @Nullable PeerProcess process,
      @Nullable ScriptedModel model,
      Interruption interruption) {
    this.address = address;
    this.process = process;
    this.model = model;
    this.registration = interruption.add(process == null ? () -> {} : process::close);
  }

  /// A server that runs already.
  public static Host at(ServerAddress address, Interruption interruption) {
    return new Host(address, null, null, interruption);
  }

  /// Reaches the server at the address, or starts a process of its own, whose language model
  /// answers everything at once with the same text.
  ///
  /// @throws dev.parley.client.cli.terminal.CommandFailure with a sentence if it cannot start
  public static Host open(
      Terminal terminal, Interruption interruption, Optional<ServerAddress> address, String answer)
      throws IOException {
    if (address.isPresent()) {
      return at(address.get(), interruption);
    }
    pull(terminal);
    ScriptedModel model = ScriptedModel.start(answer);
    try (Progress progress = new Progress(terminal)) {
      progress.show("Starting the server…");
      PeerProcess process = PeerProcess.java(ServerMain.class, List.of(model.address().toString()));
      int port = Integer.parseInt(process.ready());
      return new Host(
          new ServerAddress(LoopbackConfig.ADDRESS, port, false), process, model, interruption);
    } catch (IOException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /// Here, because the other process shows no progress. What is left, it pulls in silence.
  private static void pull(Terminal terminal) {
    ServerConfig configured = new ConfigLoader(System.getenv()).load(Optional.empty());
    ModelStore store = ModelStore.standard();
    store.pull(
        Engines.models(configured.inference(), configured.conversation().voice(), store),
        PullProgress.on(terminal));
  }

  /// Where it listens.
  public ServerAddress address() {
    return address;
  }

  /// A new connection.
  public VoiceClient connect() {
    return VoiceClient.connect(address);
  }

  /// The language model that answers; absent if the server is not ours.
  public Optional<ScriptedModel> model() {
    return Optional.ofNullable(model);
  }

  /// Measures the server's process; absent if it is not ours.
  public Optional<ProcessMeter> meter() {
    return Optional.ofNullable(process).map(PeerProcess::meter);
  }

  @Override
  public void close() {
    registration.close();
    if (process != null) {
      process.close();
    }
    if (model != null) {
      model.close();
    }
  }
}
