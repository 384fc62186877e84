package dev.parley.load.host;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.client.cli.Logging;
import dev.parley.client.cli.terminal.Sentences;
import dev.parley.inference.store.ModelStore;
import dev.parley.inference.store.PullListener;
import dev.parley.server.VoiceServer;
import dev.parley.server.config.ConfigLoader;
import dev.parley.server.config.ProviderSettings;
import dev.parley.server.config.ProviderType;
import dev.parley.server.config.ServerConfig;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A server as a process of its own, configured by the environment, on a free port of the loopback
/// address, which it tells in one line as [dev.parley.load.peer.PeerProcess] wants it. Its argument
/// is the address of the language model of the route `default`; what is configured as that becomes
/// the route `configured`.
public final class ServerMain {
  private static final String SCRIPTED = "scripted";
  private static final String CONFIGURED = "configured";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrintStream answers =
      new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);

  private ServerMain() {}

  /// Serves until its input ends.
  public static void main(String[] arguments) {
    // Libraries print what they like; only answers may reach the reader.
    System.setOut(System.err);
    Logging.start(false);
    new ServerMain().run(URI.create(arguments[0]));
    // Not exit: everything is closed, and no thread that a library has left is waited for.
    Runtime.getRuntime().halt(0);
  }

  private void run(URI model) {
    ServerConfig configured = new ConfigLoader(System.getenv()).load(Optional.empty());
    try (VoiceServer server =
        VoiceServer.start(
            answeredBy(model, configured), ModelStore.standard(), PullListener.logging())) {
      answer(JSON.createObjectNode().put("ready", Integer.toString(server.grpcPort())));
      while (System.in.read() >= 0) {
        // Nothing is asked of it here; the input's end is the order to stop.
      }
    } catch (IOException | RuntimeException e) {
      answer(JSON.createObjectNode().put("error", Sentences.of(e)));
    }
  }

  /// The configuration with another language model in front. The configured ones stay loaded, since
  /// one of them may judge ends of turns.
  static ServerConfig answeredBy(URI model, ServerConfig configured) {
    Map<String, ProviderSettings> providers = new LinkedHashMap<>(configured.providers());
    providers.put(SCRIPTED, ProviderSettings.of(ProviderType.OPENAI, model, null, SCRIPTED));
    Map<String, List<String>> routes = new LinkedHashMap<>(configured.routes());
    routes.put(CONFIGURED, configured.routes().getOrDefault(ServerConfig.DEFAULT_ROUTE, List.of()));
    routes.put(ServerConfig.DEFAULT_ROUTE, List.of(SCRIPTED));
    return LoopbackConfig.of(configured, providers, routes);
  }

  private void answer(ObjectNode answer) {
    answers.print(answer);
    answers.print('\n');
    answers.flush();
  }
}
