package dev.parley.server.tool;

import java.util.List;

/// Which of the server's own tools a session uses.
///
/// @param enabled whether it uses any
/// @param only these, by their own name or as `server.name`; empty: all
public record ServerToolChoice(boolean enabled, List<String> only) {
  public static final ServerToolChoice ALL = new ServerToolChoice(true, List.of());

  public ServerToolChoice {
    only = List.copyOf(only);
  }

  boolean includes(ServerTool tool) {
    String name = tool.tool().name();
    return enabled
        && (only.isEmpty() || only.contains(name) || only.contains(tool.server() + "." + name));
  }
}
