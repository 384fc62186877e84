package dev.parley.client;

import dev.parley.audio.PcmFrame;
import dev.parley.proto.v1.AudioChunk;
import dev.parley.proto.v1.AudioFormat;
import dev.parley.proto.v1.RecognizeRequest;
import dev.parley.proto.v1.RecognizeResponse;
import java.util.List;

/// Live transcription of one stream. [VoiceClient#recognize] opens it and sends the configuration.
///
/// One thread at a time sends; [#cancel] may come from any thread.
public final class RecognitionCall implements AutoCloseable {
  private final StreamingCall<RecognizeRequest, RecognizeResponse> call;
  private final AudioChunks audio;

  RecognitionCall(StreamingCall<RecognizeRequest, RecognizeResponse> call, AudioFormat input) {
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

  /// Says that no audio follows, and waits for the last final.
  ///
  /// @throws CallFailedException if the call failed
  public void finish() throws InterruptedException {
    if (send(audio.end())) {
      call.closeInput();
    }
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

  private boolean send(List<AudioChunk> chunks) throws InterruptedException {
    for (AudioChunk chunk : chunks) {
      if (!call.send(RecognizeRequest.newBuilder().setAudio(chunk).build())) {
        return false;
      }
    }
    return true;
  }
}
