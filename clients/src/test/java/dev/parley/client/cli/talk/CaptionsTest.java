package dev.parley.client.cli.talk;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.parley.client.cli.terminal.RecordingTerminal;
import dev.parley.client.cli.terminal.Style;
import dev.parley.proto.v1.Interruption;
import dev.parley.proto.v1.ReplyText;
import dev.parley.proto.v1.ServerMessage;
import dev.parley.proto.v1.SessionState;
import dev.parley.proto.v1.SpeechProgress;
import dev.parley.proto.v1.StateChanged;
import dev.parley.proto.v1.ToolCall;
import dev.parley.proto.v1.ToolCallCancelled;
import dev.parley.proto.v1.Transcript;
import dev.parley.proto.v1.TurnMetrics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class CaptionsTest {
  private final RecordingTerminal recording = new RecordingTerminal(true);
  private final Captions captions = new Captions(recording.terminal());

  @Test
  void showsPartialsLiveAndFinalsAsResults() {
    captions.show(transcript(false, "What is", " the"));
    captions.show(transcript(true, "What is the time?", ""));

    assertThat(recording.err()).contains("You     What is the");
    assertThat(recording.out()).isEqualTo("You     What is the time?\n");
  }

  @Test
  void printsAReplyOnceItHasBeenHeard() {
    captions.show(reply("It is\n"));
    captions.show(reply("noon."));
    captions.show(heard("It is"));
    captions.show(state(SessionState.LISTENING));
    captions.end();

    assertThat(recording.out()).isEqualTo("Parley  It is noon.\n");
  }

  @Test
  void printsOnlyWhatWasHeardOfAnInterruptedReply() {
    captions.show(reply("It is noon."));
    captions.show(heard("It is"));
    captions.show(
        ServerMessage.newBuilder()
            .setInterruption(
                Interruption.newBuilder().setReplyId("r").setKind(Interruption.Kind.CONFIRMED))
            .build());
    captions.show(state(SessionState.USER_SPEAKING));

    assertThat(recording.out()).isEqualTo("Parley  It is …\n");
  }

  @Test
  void showsWhatToolsAreCalledAndCancelled() {
    captions.show(
        ServerMessage.newBuilder()
            .setToolCall(
                ToolCall.newBuilder()
                    .setCallId("c00000001")
                    .setName("weather")
                    .setArguments(
                        Struct.newBuilder()
                            .putFields("city", Value.newBuilder().setStringValue("Rome").build())))
            .build());
    captions.show(
        ServerMessage.newBuilder()
            .setToolCallCancelled(ToolCallCancelled.newBuilder().setCallId("c00000001"))
            .build());

    assertThat(recording.err())
        .contains("Tool    c00000001 weather {\"city\":\"Rome\"}", "Tool    c00000001 cancelled");
  }

  @Test
  void cutsLongCaptionsAtTheirStart() {
    String colours = Captions.caption("You ", "abcdefghij", "klmnopqrst", 14, Style.COLOURED);

    assertThat(Captions.caption("You ", "abcdefghij", "klmnopqrst", 14, Style.PLAIN))
        .isEqualTo("You …mnopqrst")
        .hasSizeLessThan(14);
    assertThat(colours).isEqualTo("You …\u001b[2mmnopqrst\u001b[0m");
    assertThat(Captions.caption("You ", "abc", " de", 40, Style.COLOURED))
        .isEqualTo("You \u001b[1mabc\u001b[0m\u001b[2m de\u001b[0m");
  }

  @Test
  void drawsTheWaterfallOfATurn() {
    TurnMetrics metrics =
        TurnMetrics.newBuilder()
            .setEndOfTurnMs(300)
            .setFinalTranscriptMs(400)
            .setFirstAudioMs(1_200)
            .setSpeechMs(2_100)
            .setReplyAudioMs(3_400)
            .setModel("embedded")
            .build();

    assertThat(Waterfall.lines(2, metrics, 41, Style.PLAIN))
        .containsExactly(
            "  turn 2: 2.1 s of speech, 3.4 s of answer by embedded",
            "  end of turn    ███             300 ms",
            "  transcript        █            400 ms",
            "  first sound        ████████   1200 ms");
  }

  private static ServerMessage transcript(boolean isFinal, String committed, String tentative) {
    return ServerMessage.newBuilder()
        .setTranscript(
            Transcript.newBuilder()
                .setIsFinal(isFinal)
                .setCommittedText(committed)
                .setTentativeText(tentative))
        .build();
  }

  private static ServerMessage reply(String delta) {
    return ServerMessage.newBuilder()
        .setReplyText(ReplyText.newBuilder().setReplyId("r").setDelta(delta))
        .build();
  }

  private static ServerMessage heard(String text) {
    return ServerMessage.newBuilder()
        .setSpeechProgress(SpeechProgress.newBuilder().setReplyId("r").setHeardText(text))
        .build();
  }

  private static ServerMessage state(SessionState state) {
    return ServerMessage.newBuilder()
        .setStateChanged(StateChanged.newBuilder().setNewState(state))
        .build();
  }
}
