package dev.parley.inference.store;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Keeps what a listener was told.
final class RecordedEvents implements PullListener {
  private final List<PullEvent> events = new CopyOnWriteArrayList<>();

  @Override
  public void on(PullEvent event) {
    events.add(event);
  }

  <T extends PullEvent> List<T> of(Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  List<String> warnings() {
    return of(PullEvent.Warning.class).stream().map(PullEvent.Warning::message).toList();
  }
}
