package dev.parley.server.tool;

import dev.parley.server.llm.ToolDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The tools that the model may call for one answer, by the names that the model uses.
///
/// The client's tools keep their names. One of the server's has its own name if no other tool has
/// the same, else `server_name`; if that is taken too, it is left out.
public final class ToolSet {
  public static final ToolSet EMPTY = new ToolSet(Map.of());

  /// The most that providers take.
  private static final int MOST = 128;

  private static final int LONGEST_NAME = 64;
  private static final Pattern UNUSABLE = Pattern.compile("[^a-zA-Z0-9_-]");

  /// A tool that may be called.
  ///
  /// @param tool under the name that the model uses
  /// @param onServer what calls it; null for a tool of the client
  record Offered(Tool tool, @Nullable ServerTool onServer) {}

  private final Map<String, Offered> tools;

  private ToolSet(Map<String, Offered> tools) {
    this.tools = tools;
  }

  /// @param own the tools of the client, whose names differ
  /// @param available the server's
  public static ToolSet of(List<Tool> own, ServerToolChoice choice, List<ServerTool> available) {
    Map<String, Offered> tools = new LinkedHashMap<>();
    own.forEach(tool -> tools.put(tool.name(), new Offered(tool, null)));
    List<ServerTool> chosen = available.stream().filter(choice::includes).toList();
    Map<String, Long> count =
        chosen.stream().collect(Collectors.groupingBy(ToolSet::shortName, Collectors.counting()));
    Set<String> ofClient = Set.copyOf(tools.keySet());
    for (ServerTool tool : chosen) {
      String shortName = shortName(tool);
      boolean unique = count.getOrDefault(shortName, 0L) == 1 && !ofClient.contains(shortName);
      String name = unique ? shortName : usable(tool.server() + "_" + tool.tool().name());
      if (tools.size() < MOST) {
        tools.putIfAbsent(name, new Offered(tool.tool().named(name), tool));
      }
    }
    return new ToolSet(tools);
  }

  /// What the model is told.
  public List<ToolDefinition> definitions() {
    return tools.values().stream().map(offered -> offered.tool().definition()).toList();
  }

  @Nullable Offered find(String name) {
    return tools.get(name);
  }

  /// A name that providers take.
  static String usable(String name) {
    String usable = UNUSABLE.matcher(name).replaceAll("_");
    return usable.isEmpty() ? "_" : usable.substring(0, Math.min(usable.length(), LONGEST_NAME));
  }

  private static String shortName(ServerTool tool) {
    return usable(tool.tool().name());
  }
}
