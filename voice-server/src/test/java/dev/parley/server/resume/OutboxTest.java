package dev.parley.server.resume;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.parley.proto.v1.AudioOut;
import dev.parley.proto.v1.ReplyText;
import dev.parley.proto.v1.ServerMessage;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class OutboxTest {
  private final Outbox outbox = new Outbox();

  @Test
  void keepsWhatIsNotAcknowledgedInOrder() {
    LongStream.range(0, 6).forEach(number -> outbox.add(text(number)));
    outbox.acknowledge(3);
    outbox.acknowledge(1);
    assertThat(outbox.messages()).extracting(ServerMessage::getSeq).containsExactly(4L, 5L);
    outbox.acknowledge(100);
    assertThat(outbox.messages()).isEmpty();
  }

  @Test
  void knowsWhereTheAudioStartsThatMayBeMissing() {
    outbox.add(audio(0, "a", 0, 100));
    outbox.add(audio(1, "a", 40, 100));
    outbox.add(text(2));
    outbox.add(audio(3, "b", 0, 100));
    assertThat(outbox.audioMessages()).isEqualTo(3);
    assertThat(outbox.firstAudio("a")).hasValue(0);
    outbox.acknowledge(0);
    assertThat(outbox.firstAudio("a")).hasValue(40);
    outbox.acknowledge(2);
    assertThat(outbox.firstAudio("a")).isEmpty();
    assertThat(outbox.firstAudio("b")).hasValue(0);
    assertThat(outbox.audioMessages()).isEqualTo(1);
  }

  @Test
  void dropsTheOldestAudioWhenItHoldsTooManyBytes() {
    outbox.add(text(0));
    int chunk = Outbox.MAX_BYTES / 8;
    LongStream.range(1, 11).forEach(number -> outbox.add(audio(number, "a", number * 40, chunk)));
    assertThat(outbox.messages())
        .extracting(ServerMessage::getSeq)
        .containsExactly(0L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    assertThat(outbox.firstAudio("a")).hasValue(160);
    assertThat(outbox.audioMessages()).isEqualTo(7);
  }

  @Test
  void dropsTheOldestMessageWhenThereAreTooMany() {
    LongStream.range(0, Outbox.MAX_MESSAGES + 3L).forEach(number -> outbox.add(text(number)));
    assertThat(outbox.messages()).hasSize(Outbox.MAX_MESSAGES);
    assertThat(outbox.messages().getFirst().getSeq()).isEqualTo(3);
  }

  private static ServerMessage text(long number) {
    return ServerMessage.newBuilder()
        .setSeq(number)
        .setReplyText(ReplyText.newBuilder().setDelta("a"))
        .build();
  }

  private static ServerMessage audio(long number, String reply, long position, int bytes) {
    return ServerMessage.newBuilder()
        .setSeq(number)
        .setAudio(
            AudioOut.newBuilder()
                .setReplyId(reply)
                .setPtsMs(position)
                .setAudio(ByteString.copyFrom(new byte[bytes])))
        .build();
  }
}
