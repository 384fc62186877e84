package dev.parley.client;

import com.google.protobuf.ByteString;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.codec.AudioEncoder;
import dev.parley.audio.codec.AudioEncoding;
import dev.parley.proto.v1.AudioChunk;
import dev.parley.proto.v1.ClientMessage;
import dev.parley.proto.v1.EndOfAudio;
import dev.parley.proto.v1.Interrupt;
import dev.parley.proto.v1.PlaybackProgress;
import dev.parley.proto.v1.ServerMessage;
import dev.parley.proto.v1.TextInput;
import java.time.Duration;

/// One conversation. [VoiceClient#converse] opens it and sends the configuration.
///
/// Audio and other messages may be sent from any thread; audio from one thread at a time, in order.
/// A call ends by [#endOfAudio] (the running turn is answered first), by [#cancel] (at once), or by
/// the server; [CallListener#ended] tells. What is sent after that is dropped.
public final class VoiceCall implements AutoCloseable {
  private final StreamingCall<ClientMessage, ServerMessage> call;
  private final AudioEncoder encoder = new AudioEncoder(AudioEncoding.LINEAR16);
  private long chunks;

  VoiceCall(StreamingCall<ClientMessage, ServerMessage> call) {
    this.call = call;
  }

  /// Sends a frame as 16-bit PCM; the configured input must be `LINEAR16` at the frame's rate.
  /// Waits while the transport is full, so it must not be called from the listener.
  ///
  /// @return false if the call has ended
  public boolean sendAudio(PcmFrame frame) throws InterruptedException {
    return sendAudio(encoder.encode(frame));
  }

  /// Sends bytes in the configured input encoding, cut into chunks of the allowed size. Waits while
  /// the transport is full, so it must not be called from the listener.
  ///
  /// @return false if the call has ended
  public boolean sendAudio(byte[] audio) throws InterruptedException {
    for (int start = 0; start < audio.length; start += AudioChunks.LARGEST) {
      int length = Math.min(AudioChunks.LARGEST, audio.length - start);
      AudioChunk chunk = AudioChunks.of(chunks++, ByteString.copyFrom(audio, start, length));
      if (!call.send(ClientMessage.newBuilder().setAudio(chunk).build())) {
        return false;
      }
    }
    return !call.hasEnded();
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

  /// Stops the reply that is being prepared or spoken.
  public boolean interrupt() {
    return send(ClientMessage.newBuilder().setInterrupt(Interrupt.getDefaultInstance()).build());
  }

  /// No audio follows. The running turn is ended and answered; then the server ends the call.
  public void endOfAudio() {
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

  /// The same as [#cancel].
  @Override
  public void close() {
    cancel();
  }
}
