package dev.parley.client;

import com.google.protobuf.ByteString;
import dev.parley.proto.v1.AudioChunk;

/// The limits of the wire contract for audio.
final class AudioChunks {
  /// Bytes of audio in one message.
  static final int LARGEST = 15_360;

  private AudioChunks() {}

  static AudioChunk of(long number, ByteString audio) {
    return AudioChunk.newBuilder().setSeq(number).setAudio(audio).build();
  }
}
