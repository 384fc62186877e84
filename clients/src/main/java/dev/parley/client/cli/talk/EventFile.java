package dev.parley.client.cli.talk;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.parley.client.cli.terminal.CommandFailure;
import dev.parley.proto.v1.ServerMessage;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Writes every message of the server as a line of JSON.
///
/// A line is the message in Protobuf's JSON mapping with two members in front: `receivedAt`, the
/// time of its arrival, and `receivedMs`, the same in milliseconds since the first message. A
/// parser that ignores unknown members reads the line as the message. Fields with default values
/// are written too, so that a script need not know them. The audio is in it, unless left out: then
/// `audioBytes` tells its length.
final class EventFile implements AutoCloseable {
  private static final JsonFormat.Printer JSON =
      JsonFormat.printer().omittingInsignificantWhitespace().alwaysPrintFieldsWithNoPresence();

  private final Path file;
  private final BufferedWriter writer;
  private final boolean withAudio;
  private @Nullable Instant first;

  private EventFile(Path file, BufferedWriter writer, boolean withAudio) {
    this.file = file;
    this.writer = writer;
    this.withAudio = withAudio;
  }

  /// @throws CommandFailure if it cannot be written
  static EventFile create(Path file, boolean withAudio) {
    try {
      // The first use of the printer takes long enough to make the first arrivals look late.
      JSON.print(ServerMessage.getDefaultInstance());
      return new EventFile(file, Files.newBufferedWriter(file), withAudio);
    } catch (IOException e) {
      throw new CommandFailure(
          "%s cannot be written; check that its folder exists and is writable.".formatted(file), e);
    }
  }

  /// Writes one line; others can read it at once.
  ///
  /// @throws CommandFailure if it cannot be written
  synchronized void write(ServerMessage message, Instant arrival) {
    try {
      writer.write(line(message, arrival));
      writer.newLine();
      writer.flush();
    } catch (IOException e) {
      throw new CommandFailure(
          "%s cannot be written any more; free some space.".formatted(file), e);
    }
  }

  synchronized String line(ServerMessage message, Instant arrival) {
    if (first == null) {
      first = arrival;
    }
    StringBuilder line =
        new StringBuilder("{\"receivedAt\":\"")
            .append(arrival)
            .append("\",\"receivedMs\":")
            .append(arrival.toEpochMilli() - first.toEpochMilli());
    ServerMessage written = message;
    if (message.hasAudio() && !withAudio) {
      line.append(",\"audioBytes\":").append(message.getAudio().getAudio().size());
      written = message.toBuilder().setAudio(message.getAudio().toBuilder().clearAudio()).build();
    }
    try {
      return line.append(',').append(JSON.print(written).substring(1)).toString();
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw new CommandFailure("%s is incomplete; free some space.".formatted(file), e);
    }
  }
}
