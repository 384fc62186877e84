package dev.parley.server.resume;

import dev.parley.proto.v1.ServerMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;

/// The messages that a client is not known to have got, in the order of their numbers.
///
/// Bounded. When full, the oldest audio is dropped, since late audio is worth least; without audio,
/// the oldest message. The client sees the gap in the numbers and, of audio, in `pts_ms`. Owned by
/// the session's thread.
public final class Outbox {
  /// The most messages that are kept.
  public static final int MAX_MESSAGES = 2_048;

  /// The most bytes that are kept, as they are on the wire.
  public static final int MAX_BYTES = 512 * 1_024;

  private final Deque<ServerMessage> messages = new ArrayDeque<>();
  private long bytes;
  private int audio;

  /// Keeps a message, whose number is greater than all before.
  public void add(ServerMessage message) {
    messages.addLast(message);
    bytes += message.getSerializedSize();
    audio += message.hasAudio() ? 1 : 0;
    while (messages.size() > MAX_MESSAGES || (bytes > MAX_BYTES && messages.size() > 1)) {
      dropOldest();
    }
  }

  /// The client has got everything up to the message of that number.
  public void acknowledge(long sequence) {
    while (!messages.isEmpty() && messages.getFirst().getSeq() <= sequence) {
      forget(messages.removeFirst());
    }
  }

  /// What the client is not known to have got.
  public List<ServerMessage> messages() {
    return List.copyOf(messages);
  }

  /// How many of them are audio.
  public int audioMessages() {
    return audio;
  }

  /// Where the first audio of a reply that the client is not known to have got starts, in
  /// milliseconds of the reply; empty if it has got all that was sent.
  public OptionalLong firstAudio(String replyId) {
    return messages.stream()
        .filter(ServerMessage::hasAudio)
        .filter(message -> message.getAudio().getReplyId().equals(replyId))
        .mapToLong(message -> message.getAudio().getPtsMs())
        .findFirst();
  }

  private void dropOldest() {
    if (audio > 0) {
      for (Iterator<ServerMessage> each = messages.iterator(); each.hasNext(); ) {
        ServerMessage message = each.next();
        if (message.hasAudio()) {
          each.remove();
          forget(message);
          return;
        }
      }
    }
    forget(messages.removeFirst());
  }

  private void forget(ServerMessage message) {
    bytes -= message.getSerializedSize();
    audio -= message.hasAudio() ? 1 : 0;
  }
}
