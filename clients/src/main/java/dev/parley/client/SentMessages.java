package dev.parley.client;

import dev.parley.proto.v1.ClientMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The numbered messages of a conversation that its server is not known to have taken. Not
/// thread-safe.
///
/// Whoever can wait adds nothing while it is full; what cannot wait, small messages, is refused
/// only at twice the number.
final class SentMessages {
  /// Two minutes of audio in chunks of 20 ms.
  static final int FULL_MESSAGES = 6_000;

  /// A minute of the largest audio, two of the usual one.
  static final long FULL_BYTES = 6L << 20;

  private final Deque<ClientMessage> messages = new ArrayDeque<>();
  private long bytes;
  private long last;

  /// Gives a message its number, and keeps it.
  ClientMessage add(ClientMessage message) {
    ClientMessage numbered = message.toBuilder().setSeq(++last).build();
    messages.addLast(numbered);
    bytes += numbered.getSerializedSize();
    return numbered;
  }

  /// The server has taken everything up to the message of that number.
  void acknowledge(long sequence) {
    while (!messages.isEmpty() && messages.getFirst().getSeq() <= sequence) {
      bytes -= messages.removeFirst().getSerializedSize();
    }
  }

  /// What the server is not known to have taken, in order.
  List<ClientMessage> messages() {
    return List.copyOf(messages);
  }

  /// Whether audio has to wait.
  boolean isFull() {
    return messages.size() >= FULL_MESSAGES || bytes >= FULL_BYTES;
  }

  /// Whether everything has to be refused.
  boolean isOverfull() {
    return messages.size() >= 2 * FULL_MESSAGES;
  }
}
