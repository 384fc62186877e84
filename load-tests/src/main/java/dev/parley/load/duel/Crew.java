package dev.parley.load.duel;

import dev.parley.client.cli.terminal.Interruption;
import java.util.ArrayList;
import java.util.List;

/// Engines that end together, also when the user interrupts.
final class Crew implements AutoCloseable {
  private final List<DuelEngine> members = new ArrayList<>();
  private final Interruption.Registration registration;

  Crew(Interruption interruption) {
    this.registration = interruption.add(this::end);
  }

  /// To be added to by the one thread that owns the crew.
  List<DuelEngine> members() {
    return members;
  }

  @Override
  public void close() {
    registration.close();
    end();
  }

  private void end() {
    List.copyOf(members).forEach(DuelEngine::close);
  }
}
