package dev.parley.client.cli.local;

import dev.parley.client.ServerAddress;
import dev.parley.client.cli.terminal.Interruption;
import dev.parley.client.cli.terminal.Interruption.Registration;
import dev.parley.client.cli.terminal.Progress;
import dev.parley.client.cli.terminal.Terminal;
import dev.parley.inference.store.ModelStore;
import dev.parley.server.VoiceServer;
import dev.parley.server.config.ConfigLoader;
import dev.parley.server.config.ServerConfig;
import java.util.Optional;

/// A server in this process that nobody else reaches: on a free port of the loopback address.
public final class LocalServer implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  private final VoiceServer server;
  private final Registration registration;

  private LocalServer(VoiceServer server, Interruption interruption) {
    this.server = server;
    this.registration = interruption.add(server::close);
  }

  /// Starts it as the environment configures it, with progress on the terminal.
  public static LocalServer start(Terminal terminal, Interruption interruption) {
    ServerConfig configured = new ConfigLoader(System.getenv()).load(Optional.empty());
    ServerConfig own =
        new ServerConfig(
            new ServerConfig.GrpcSettings(LOOPBACK, 0),
            configured.inference(),
            configured.sessions(),
            configured.conversation(),
            configured.speech(),
            configured.tools(),
            configured.providers(),
            configured.routes());
    try (Progress progress = new Progress(terminal)) {
      progress.show("Loading the models…");
      return new LocalServer(
          VoiceServer.start(own, ModelStore.standard(), PullProgress.on(terminal)), interruption);
    }
  }

  public ServerAddress address() {
    return new ServerAddress(LOOPBACK, server.grpcPort(), false);
  }

  @Override
  public void close() {
    registration.close();
    server.close();
  }
}
