package dev.parley.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.parley.proto.v1.AudioChunk;
import dev.parley.proto.v1.ClientMessage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SentMessagesTest {
  private final SentMessages sent = new SentMessages();

  @Test
  void numbersFromOneAndKeepsWhatIsNotAcknowledged() {
    assertThat(sent.add(chunk(1)).getSeq()).isEqualTo(1);
    assertThat(sent.add(chunk(1)).getSeq()).isEqualTo(2);
    sent.acknowledge(1);
    assertThat(sent.messages()).extracting(ClientMessage::getSeq).containsExactly(2L);
    sent.acknowledge(0);
    assertThat(sent.messages()).hasSize(1);
    sent.acknowledge(2);
    assertThat(sent.messages()).isEmpty();
    assertThat(sent.add(chunk(1)).getSeq()).isEqualTo(3);
  }

  @Test
  void isFullByBytesOrByMessagesUntilSomeAreAcknowledged() {
    int chunks = 0;
    while (!sent.isFull()) {
      var _ = sent.add(chunk(15_360));
      chunks++;
    }
    assertThat(chunks * 15_360L)
        .isBetween(SentMessages.FULL_BYTES - 20_000, SentMessages.FULL_BYTES + 15_360);
    sent.acknowledge(1);
    assertThat(sent.isFull()).isFalse();
    sent.acknowledge(chunks);
    for (int i = 0; i < 2 * SentMessages.FULL_MESSAGES - 1; i++) {
      var _ = sent.add(chunk(1));
    }
    assertThat(sent.isFull()).isTrue();
    assertThat(sent.isOverfull()).isFalse();
    var _ = sent.add(chunk(1));
    assertThat(sent.isOverfull()).isTrue();
  }

  private static ClientMessage chunk(int bytes) {
    return ClientMessage.newBuilder()
        .setAudio(AudioChunk.newBuilder().setAudio(ByteString.copyFrom(new byte[bytes])))
        .build();
  }
}
