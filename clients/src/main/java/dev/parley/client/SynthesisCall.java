package dev.parley.client;

import dev.parley.proto.v1.SynthesizeFlush;
import dev.parley.proto.v1.SynthesizeRequest;
import dev.parley.proto.v1.SynthesizeResponse;

/// Speech for a text that arrives in pieces. [VoiceClient#synthesize] opens it and sends the
/// configuration.
///
/// One thread at a time writes; [#cancel] may come from any thread.
public final class SynthesisCall implements AutoCloseable {
  /// Characters in one message: at most three bytes each, below the limit of the contract.
  private static final int LARGEST = 5_000;

  private final StreamingCall<SynthesizeRequest, SynthesizeResponse> call;

  SynthesisCall(StreamingCall<SynthesizeRequest, SynthesizeResponse> call) {
    this.call = call;
  }

  /// Sends the next piece of text. Waits while the transport is full, so it must not be called from
  /// the listener.
  ///
  /// @return false if the call has ended
  public boolean write(String text) throws InterruptedException {
    for (int start = 0; start < text.length(); ) {
      int end = Math.min(start + LARGEST, text.length());
      if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
        end--;
      }
      String piece = text.substring(start, end);
      if (!call.send(SynthesizeRequest.newBuilder().setText(piece).build())) {
        return false;
      }
      start = end;
    }
    return !call.hasEnded();
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
