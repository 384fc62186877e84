package dev.parley.client.cli.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.util.JsonFormat;
import dev.parley.client.cli.terminal.CommandFailure;
import dev.parley.proto.v1.AudioOut;
import dev.parley.proto.v1.ServerMessage;
import dev.parley.proto.v1.Transcript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class EventFileTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05.600Z");

  private static final ServerMessage PARTIAL =
      ServerMessage.newBuilder()
          .setSessionId("s")
          .setTranscript(Transcript.newBuilder().setCommittedText("Hello"))
          .build();

  private static final ServerMessage AUDIO =
      ServerMessage.newBuilder()
          .setAudio(
              AudioOut.newBuilder().setReplyId("r").setAudio(ByteString.copyFromUtf8("samples")))
          .build();

  @TempDir private Path folder;

  @Test
  void writesMessagesInProtobufsMappingWithTheirArrival() throws IOException {
    Path path = folder.resolve("events.jsonl");
    try (EventFile file = EventFile.create(path, true)) {
      file.write(PARTIAL, START);
      file.write(AUDIO, START.plusMillis(250));
    }

    List<String> lines = Files.readAllLines(path);
    assertThat(lines.get(0))
        .startsWith("{\"receivedAt\":\"2026-01-02T03:04:05.600Z\",\"receivedMs\":0,")
        .contains("\"transcript\":{", "\"isFinal\":false", "\"committedText\":\"Hello\"");
    assertThat(lines.get(1)).contains("\"receivedMs\":250", "\"audio\":\"c2FtcGxlcw==\"");
    assertThat(parsed(lines.get(0))).isEqualTo(PARTIAL);
    assertThat(parsed(lines.get(1))).isEqualTo(AUDIO);
  }

  @Test
  void tellsTheLengthOfAudioThatIsLeftOut() throws IOException {
    try (EventFile file = EventFile.create(folder.resolve("events.jsonl"), false)) {
      assertThat(file.line(AUDIO, START)).contains("\"audioBytes\":7", "\"audio\":\"\"");
      assertThat(file.line(PARTIAL, START)).doesNotContain("audioBytes");
    }
  }

  @Test
  void refusesAFolderThatDoesNotExist() {
    Path path = folder.resolve("none").resolve("events.jsonl");

    assertThatThrownBy(() -> EventFile.create(path, true))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("cannot be written; check that its folder exists");
  }

  private static ServerMessage parsed(String line) throws IOException {
    ServerMessage.Builder message = ServerMessage.newBuilder();
    JsonFormat.parser().ignoringUnknownFields().merge(line, message);
    return message.build();
  }
}
