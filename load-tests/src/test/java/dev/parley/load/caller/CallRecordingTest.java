package dev.parley.load.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.proto.v1.UserTurn;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class CallRecordingTest {
  @TempDir private Path folder;

  @Test
  void theCallerIsOnTheLeftAndTheShorterSideEndsInSilence() {
    ByteBuffer wav =
        ByteBuffer.wrap(CallRecording.stereo(new float[] {0.5f, 2}, new float[] {-0.25f}))
            .order(ByteOrder.LITTLE_ENDIAN);

    assertThat(wav.getInt(4)).isEqualTo(wav.capacity() - 8);
    assertThat(wav.getShort(22)).isEqualTo((short) 2);
    assertThat(wav.getInt(40)).isEqualTo(8);
    assertThat(wav.getShort(44)).isEqualTo((short) 16_384);
    assertThat(wav.getShort(46)).isEqualTo((short) -8_192);
    assertThat(wav.getShort(48)).isEqualTo(Short.MAX_VALUE);
    assertThat(wav.getShort(50)).isZero();
  }

  @Test
  void theCallersSideCanBeHeardAgain() throws IOException {
    float[] caller = new float[3_200];
    Arrays.fill(caller, 800, 2_400, 0.5f);
    Path wav = folder.resolve("call.wav");
    Files.write(wav, CallRecording.stereo(caller, new float[] {-0.25f}));

    assertThat(CallRecording.caller(wav).toArray()).containsExactly(caller);
    Files.write(wav, new byte[] {1, 2, 3});
    assertThatThrownBy(() -> CallRecording.caller(wav)).hasMessageContaining("--record");
  }

  @Test
  void messagesHaveTheTimeLineOfTheRecordingAndNoAudio() throws IOException {
    CallLog log =
        new Calls().turn(120, UserTurn.Kind.STARTED).audio(500, "reply-1", 0, 40).closed();

    CallRecording.write(log, folder.resolve("call.wav"));

    assertThat(Files.readAllLines(folder.resolve("call.jsonl")))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("{\"atMs\":120,").contains("\"STARTED\""),
            line -> assertThat(line).startsWith("{\"atMs\":500,\"audioBytes\":1280,"));
    assertThat(Files.size(folder.resolve("call.wav"))).isEqualTo(44 + 20_000 * 16 * 4);
  }
}
