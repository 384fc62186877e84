package dev.parley.server.conversation;

import dev.parley.server.conversation.SessionEvent.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The commands that answer one event, in order.
final class Orders {
  private final List<SessionCommand> commands = new ArrayList<>();

  void add(SessionCommand command) {
    commands.add(command);
  }

  void start(Timer timer, Duration duration) {
    commands.add(new SessionCommand.StartTimer(timer, duration));
  }

  void stop(Timer timer) {
    commands.add(new SessionCommand.StopTimer(timer));
  }

  /// Hands all commands over.
  List<SessionCommand> take() {
    List<SessionCommand> taken = List.copyOf(commands);
    commands.clear();
    return taken;
  }
}
