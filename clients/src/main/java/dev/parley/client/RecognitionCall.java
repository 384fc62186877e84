package dev.parley.client;

import com.google.protobuf.ByteString;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.codec.AudioEncoder;
import dev.parley.audio.codec.AudioEncoding;
import dev.parley.proto.v1.RecognizeRequest;
import dev.parley.proto.v1.RecognizeResponse;

/// Live transcription of one stream. [VoiceClient#recognize] opens it and sends the configuration.
///
/// One thread at a time sends; [#cancel] may come from any thread.
public final class RecognitionCall implements AutoCloseable {
  private final StreamingCall<RecognizeRequest, RecognizeResponse> call;
  private final AudioEncoder encoder = new AudioEncoder(AudioEncoding.LINEAR16);
  private long chunks;

  RecognitionCall(StreamingCall<RecognizeRequest, RecognizeResponse> call) {
    this.call = call;
  }

  /// Sends a frame as 16-bit PCM; the configured input must be `LINEAR16` at the frame's rate.
  /// Waits while the transport is full, so it must not be called from the listener.
  ///
  /// @return false if the call has ended
  public boolean sendAudio(PcmFrame frame) throws InterruptedException {
    byte[] audio = encoder.encode(frame);
    for (int start = 0; start < audio.length; start += AudioChunks.LARGEST) {
      int length = Math.min(AudioChunks.LARGEST, audio.length - start);
      RecognizeRequest request =
          RecognizeRequest.newBuilder()
              .setAudio(AudioChunks.of(chunks++, ByteString.copyFrom(audio, start, length)))
              .build();
      if (!call.send(request)) {
        return false;
      }
    }
    return !call.hasEnded();
  }

  /// Says that no audio follows, and waits for the last final.
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
