package dev.parley.server.tool.mcp;

import dev.parley.server.config.McpServerSettings;
import dev.parley.server.tool.ServerTool;
import dev.parley.server.tool.ServerTools;
import java.time.Duration;
import java.util.List;

/// The tools of all configured servers of the Model Context Protocol.
///
/// Each server has a connection of its own, which is made in the background and again whenever it
/// is lost; meanwhile the server has no tools. A server that cannot be reached delays nothing.
public final class McpTools implements ServerTools {
  private final List<McpConnection> connections;

  private McpTools(List<McpConnection> connections) {
    this.connections = connections;
  }

  /// Begins to connect.
  public static McpTools connect(List<McpServerSettings> servers) {
    return connect(servers, Thread::sleep);
  }

  /// @param pause waits between two attempts
  static McpTools connect(List<McpServerSettings> servers, Pause pause) {
    List<McpConnection> connections =
        servers.stream().map(server -> new McpConnection(server, pause)).toList();
    connections.forEach(McpConnection::start);
    return new McpTools(connections);
  }

  @Override
  public List<ServerTool> available() {
    return connections.stream().flatMap(connection -> connection.tools().stream()).toList();
  }

  @Override
  public void close() {
    connections.forEach(McpConnection::close);
  }

  /// Lets time pass.
  interface Pause {
    void sleep(Duration duration) throws InterruptedException;
  }
}
