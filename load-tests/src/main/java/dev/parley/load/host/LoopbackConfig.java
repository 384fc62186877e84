package dev.parley.load.host;

import dev.parley.server.config.ProviderSettings;
import dev.parley.server.config.ServerConfig;
import java.util.List;
import java.util.Map;

/// The configuration of a server that is measured: as the user's, but on any free port of this
/// machine, with room for as many sessions as are asked for, and with other language models.
public final class LoopbackConfig {
  /// Where it listens.
  public static final String ADDRESS = "127.0.0.1";

  private static final int MAX_SESSIONS = 1_000;

  private LoopbackConfig() {}

  /// @param configured what the user configured
  /// @param providers instead of the user's
  /// @param routes instead of the user's
  public static ServerConfig of(
      ServerConfig configured,
      Map<String, ProviderSettings> providers,
      Map<String, List<String>> routes) {
    return new ServerConfig(
        new ServerConfig.GrpcSettings(ADDRESS, 0),
        configured.inference(),
        new ServerConfig.SessionLimits(
            MAX_SESSIONS,
            configured.sessions().idle(),
            configured.sessions().drain(),
            configured.sessions().resumeWindow()),
        configured.conversation(),
        configured.speech(),
        configured.tools(),
        providers,
        routes);
  }
}
