package dev.parley.load.host;

import dev.parley.client.cli.local.ServerOption;
import dev.parley.client.cli.terminal.Interruption;
import dev.parley.client.cli.terminal.Terminal;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options of commands that hold conversations with a server.
public final class HostOptions {
  @Mixin private ServerOption server = new ServerOption();

  @Option(
      names = "--answer",
      paramLabel = "TEXT",
      description =
          "What the language model of the own server answers to everything, at once. The session"
              + " setting 'route: configured' takes the configured model instead.")
  private String answer =
      "That is a good question, and there is a lot to say about it. Let me think of an example"
          + " that shows what I mean.";

  /// Starts or reaches the server.
  ///
  /// @param interruption ends the process of an own server
  public Host open(Terminal terminal, Interruption interruption) throws IOException {
    return Host.open(terminal, interruption, server.address(), answer);
  }
}
