package dev.parley.server.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The tools that the server can call itself.
///
/// @param mcp the servers that have them
public record ToolSettings(List<McpServerSettings> mcp) {
  static final ToolSettings NONE = new ToolSettings(null);

  private static final int MOST_SERVERS = 32;

  public ToolSettings(@Nullable List<McpServerSettings> mcp) {
    this.mcp = mcp == null ? List.of() : List.copyOf(mcp);
    Require.that(
        this.mcp.size() <= MOST_SERVERS,
        "tools.mcp",
        "has %d servers, but may have %d".formatted(this.mcp.size(), MOST_SERVERS));
    Set<String> names = new HashSet<>();
    for (McpServerSettings server : this.mcp) {
      Require.that(
          names.add(server.name()),
          "tools.mcp",
          "has two servers named '%s'".formatted(server.name()));
    }
  }
}
