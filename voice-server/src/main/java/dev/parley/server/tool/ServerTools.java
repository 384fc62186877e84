package dev.parley.server.tool;

import java.util.List;

/// The tools that this server can call itself. Thread-safe, shared by all sessions.
public interface ServerTools extends AutoCloseable {
  ServerTools NONE =
      new ServerTools() {
        @Override
        public List<ServerTool> available() {
          return List.of();
        }

        @Override
        public void close() {}
      };

  /// The tools that can be called at present, those of one server after those of the other.
  List<ServerTool> available();

  /// Cancels what runs and lets go of the servers. Safe to call twice.
  @Override
  void close();
}
