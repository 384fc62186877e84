package dev.parley.load.caller;

import com.google.protobuf.ByteString;
import dev.parley.proto.v1.AudioOut;
import dev.parley.proto.v1.ClientMessage;
import dev.parley.proto.v1.Interruption;
import dev.parley.proto.v1.ReplyText;
import dev.parley.proto.v1.ServerMessage;
import dev.parley.proto.v1.SessionState;
import dev.parley.proto.v1.SpeechProgress;
import dev.parley.proto.v1.StateChanged;
import dev.parley.proto.v1.UserTurn;
import java.util.ArrayList;
import java.util.List;

/// Makes logs of calls that nobody made. Messages come at the given positions, in milliseconds.
public final class Calls {
  private final List<Arrival> arrivals = new ArrayList<>();
  private final List<Order> orders = new ArrayList<>();
  private final List<Said> said = new ArrayList<>();
  private final SentAudio sent = new SentAudio();
  private final Ear ear = new Ear();
  private long next;

  public Calls message(long millis, ServerMessage.Builder message) {
    return numbered(millis, next++, message);
  }

  public Calls numbered(long millis, long sequence, ServerMessage.Builder message) {
    ServerMessage built = message.setSeq(sequence).build();
    next = sequence + 1;
    arrivals.add(new Arrival(built, millis * 1_000_000, millis * 16, arrivals.size()));
    ear.advance(millis * 16);
    ear.hear(built);
    return this;
  }

  public Calls turn(long millis, UserTurn.Kind kind) {
    return message(
        millis, ServerMessage.newBuilder().setUserTurn(UserTurn.newBuilder().setKind(kind)));
  }

  public Calls text(long millis, String reply) {
    return message(
        millis, ServerMessage.newBuilder().setReplyText(ReplyText.newBuilder().setReplyId(reply)));
  }

  public Calls audio(long millis, String reply, long start, int length) {
    return message(
        millis,
        ServerMessage.newBuilder()
            .setAudio(
                AudioOut.newBuilder()
                    .setReplyId(reply)
                    .setPtsMs(start)
                    .setAudio(ByteString.copyFrom(new byte[length * 32]))));
  }

  public Calls heard(long millis, String reply, String text) {
    return message(
        millis,
        ServerMessage.newBuilder()
            .setSpeechProgress(SpeechProgress.newBuilder().setReplyId(reply).setHeardText(text)));
  }

  public Calls interruption(long millis, String reply, Interruption.Kind kind) {
    return message(
        millis,
        ServerMessage.newBuilder()
            .setInterruption(Interruption.newBuilder().setReplyId(reply).setKind(kind)));
  }

  public Calls state(long millis, SessionState state) {
    return message(
        millis,
        ServerMessage.newBuilder().setStateChanged(StateChanged.newBuilder().setNewState(state)));
  }

  public Calls say(long millis, Sound.Kind kind, int onset, int end) {
    said.add(
        new Said(
            Sound.of("sound", kind, new float[(end + 100) * 16], onset * 16, end * 16),
            millis * 16));
    return this;
  }

  public Calls order(long millis, ClientMessage message) {
    orders.add(new Order(message, millis * 16));
    return this;
  }

  public CallLog closed() {
    return ended(new CallLog.End.Closed());
  }

  public CallLog ended(CallLog.End end) {
    for (int frame = 0; frame < 1_000; frame++) {
      sent.add((frame + 1) * 20_000_000L, new float[CallLog.FRAME]);
    }
    ear.advance(20_000 * 16);
    return new CallLog(new CallLog.Both(arrivals, orders, said), ear.speaker(), sent, end);
  }
}
