package dev.parley.client;

import com.google.protobuf.Value;
import dev.parley.audio.PcmFrame;
import dev.parley.proto.v1.AudioChunk;
import dev.parley.proto.v1.AudioFormat;
import dev.parley.proto.v1.ClientMessage;
import dev.parley.proto.v1.EndOfAudio;
import dev.parley.proto.v1.Interrupt;
import dev.parley.proto.v1.PlaybackProgress;
import dev.parley.proto.v1.TextInput;
import dev.parley.proto.v1.ToolResult;
import java.time.Duration;
import java.util.List;

/// One conversation. [VoiceClient#converse] opens it and sends the configuration.
///
/// Audio and other messages may be sent from any thread; audio from one thread at a time, in order.
/// A call ends by [#endOfAudio] (the running turn is answered first), by [#cancel] (at once), or by
/// the server; [CallListener#ended] tells. What is sent after that is dropped. A lasting call
/// ([VoiceClient#converseLasting]) does not end when its connection breaks.
public final class VoiceCall implements AutoCloseable {
  private final CallStream<ClientMessage> call;
  private final AudioChunks audio;

  VoiceCall(CallStream<ClientMessage> call, AudioFormat input) {
    this.call = call;
    this.audio = new AudioChunks(input);
  }

  /// Sends a frame in the configured encoding; the configured input must have the frame's rate.
  /// Waits while the transport is full, so it must not be called from the listener.
  ///
  /// @return false if the call has ended
  public boolean sendAudio(PcmFrame frame) throws InterruptedException {
    return send(audio.of(frame)) && !call.hasEnded();
  }

  /// Sends bytes in the configured input encoding, cut into chunks of the allowed size; Opus as one
  /// packet. Waits while the transport is full, so it must not be called from the listener.
  ///
  /// @return false if the call has ended
  public boolean sendAudio(byte[] bytes) throws InterruptedException {
    return send(audio.of(bytes)) && !call.hasEnded();
  }

  /// Sends any other message; never waits.
  ///
  /// @return false if the call has ended
  public boolean send(ClientMessage message) {
    return call.sendNow(message);
  }

  /// A user turn of its own, typed instead of spoken.
  public boolean sendText(String text) {
    return send(ClientMessage.newBuilder().setText(TextInput.newBuilder().setText(text)).build());
  }

  /// Tells how much of a reply has been heard.
  ///
  /// @param finished whether all of its audio has been
  public boolean sendPlayback(String replyId, Duration played, boolean finished) {
    return send(
        ClientMessage.newBuilder()
            .setPlayback(
                PlaybackProgress.newBuilder()
                    .setReplyId(replyId)
                    .setPlayedMs(Math.toIntExact(played.toMillis()))
                    .setFinished(finished))
            .build());
  }

  /// Tells what a tool brought that the server's `ToolCall` asked for. Of several results for a
  /// call the first counts.
  public boolean sendToolResult(String callId, Value result) {
    return send(
        ClientMessage.newBuilder()
            .setToolResult(ToolResult.newBuilder().setCallId(callId).setResult(result))
            .build());
  }

  /// The same for a tool whose result is a text.
  public boolean sendToolResult(String callId, String result) {
    return sendToolResult(callId, Value.newBuilder().setStringValue(result).build());
  }

  /// Tells that a tool failed.
  ///
  /// @param error a sentence for the language model
  public boolean sendToolFailure(String callId, String error) {
    return send(
        ClientMessage.newBuilder()
            .setToolResult(ToolResult.newBuilder().setCallId(callId).setError(error))
            .build());
  }

  /// Stops the reply that is being prepared or spoken.
  public boolean interrupt() {
    return send(ClientMessage.newBuilder().setInterrupt(Interrupt.getDefaultInstance()).build());
  }

  /// No audio follows. The running turn is ended and answered; then the server ends the call. To be
  /// called once the thread that sends audio has finished with it.
  public void endOfAudio() {
    for (AudioChunk chunk : audio.end()) {
      send(ClientMessage.newBuilder().setAudio(chunk).build());
    }
    send(ClientMessage.newBuilder().setEndOfAudio(EndOfAudio.getDefaultInstance()).build());
  }

  /// Ends the session at once. Idempotent, never throws, never blocks.
  public void cancel() {
    call.cancel();
  }

  /// Waits for the end.
  ///
  /// @throws CallFailedException if it was a failure
  public void await() throws InterruptedException {
    call.await();
  }

  /// Waits for the end, but not longer than that.
  ///
  /// @return whether the call has ended
  /// @throws CallFailedException if it ended by a failure
  public boolean await(Duration timeout) throws InterruptedException {
    return call.await(timeout);
  }

  /// The same as [#cancel], but of a lasting call it may wait for a second until the server knows.
  @Override
  public void close() {
    call.close();
  }

  private boolean send(List<AudioChunk> chunks) throws InterruptedException {
    for (AudioChunk chunk : chunks) {
      if (!call.send(ClientMessage.newBuilder().setAudio(chunk).build())) {
        return false;
      }
    }
    return true;
  }
}
