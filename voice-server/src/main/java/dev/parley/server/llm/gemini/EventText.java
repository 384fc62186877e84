package dev.parley.server.llm.gemini;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Takes the bytes of a stream of server-sent events, cut anywhere, and gives the data of the
/// events. Used by one thread.
final class EventText {
  /// The most bytes of a line, and characters of an event. Answers come in far smaller ones.
  private static final int MOST = 4 << 20;

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final StringBuilder event = new StringBuilder();
  private final Deque<String> events = new ArrayDeque<>();

  /// @return whether the bytes can still be what they should be
  boolean add(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      byte next = bytes.get();
      if (next == '\n') {
        take(line.toString(StandardCharsets.UTF_8));
        line.reset();
      } else {
        line.write(next);
      }
      if (line.size() > MOST || event.length() > MOST) {
        return false;
      }
    }
    return true;
  }

  /// The data of the next event, if it is complete.
  @Nullable String next() {
    return events.poll();
  }

  private void take(String raw) {
    String text = raw.endsWith("\r") ? raw.substring(0, raw.length() - 1) : raw;
    if (text.isEmpty()) {
      if (!event.isEmpty()) {
        events.add(event.toString());
        event.setLength(0);
      }
    } else if (text.startsWith("data:")) {
      if (!event.isEmpty()) {
        event.append('\n');
      }
      event.append(text.substring("data:".length()).strip());
    }
  }
}
