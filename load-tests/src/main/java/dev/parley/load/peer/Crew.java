package dev.parley.load.peer;

import dev.parley.client.cli.terminal.Interruption;
import java.util.ArrayList;
import java.util.List;

/// Engines that end together, also when the user interrupts.
///
/// @param <C> the engines
public final class Crew<C extends Contestant> implements AutoCloseable {
  private final List<C> members = new ArrayList<>();
  private final Interruption.Registration registration;

  public Crew(Interruption interruption) {
    this.registration = interruption.add(this::end);
  }

  /// To be added to by the one thread that owns the crew.
  public List<C> members() {
    return members;
  }

  @Override
  public void close() {
    registration.close();
    end();
  }

  private void end() {
    List.copyOf(members).forEach(Contestant::close);
  }
}
