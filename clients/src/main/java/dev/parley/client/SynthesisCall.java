package dev.parley.client;

import dev.parley.proto.v1.SynthesizeFlush;
import dev.parley.proto.v1.SynthesizeRequest;
import dev.parley.proto.v1.SynthesizeResponse;

/// Speech for a text that arrives in pieces. [VoiceClient#synthesize] opens it and sends the
/// configuration.
///
/// One thread at a time writes; [#cancel] may come from any thread.
public final class SynthesisCall implements AutoCloseable {
  private final StreamingCall<SynthesizeRequest, SynthesizeResponse> call;

  SynthesisCall(StreamingCall<SynthesizeRequest, SynthesizeResponse> call) {
    this.call = call;
  }

  /// Sends the next piece of text. Waits while the transport is full, so it must not be called from
  /// the listener.
  ///
  /// @return false if the call has ended
  public boolean write(String text) throws InterruptedException {
    return call.send(SynthesizeRequest.newBuilder().setText(text).build());
  }

  /// What has been written is spoken without waiting for the end of its sentence.
  public boolean flush() {
    return call.sendNow(
        SynthesizeRequest.newBuilder().setFlush(SynthesizeFlush.getDefaultInstance()).build());
  }

  /// Says that no text follows, and waits for the last audio.
  ///
  /// @throws CallFailedException if the call failed
  public void finish() throws InterruptedException {
    call.closeInput();
    call.await();
  }

  /// Drops what is not delivered yet. Idempotent, never throws, never blocks.
  public void cancel() {
    call.cancel();
  }

  /// The same as [#cancel].
  @Override
  public void close() {
    cancel();
  }
}
