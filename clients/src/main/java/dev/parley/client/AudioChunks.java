package dev.parley.client;

import com.google.protobuf.ByteString;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.codec.AudioEncoder;
import dev.parley.audio.codec.AudioEncoding;
import dev.parley.audio.codec.EncodedAudio;
import dev.parley.proto.v1.AudioChunk;
import dev.parley.proto.v1.AudioFormat;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The audio that one call sends, as numbered chunks of the size that the wire contract allows. For
/// one thread at a time.
final class AudioChunks {
  /// Bytes of audio in one message.
  private static final int LARGEST = 15_360;

  private final AudioEncoding encoding;
  private @Nullable AudioEncoder encoder;
  private long chunks;

  /// @param input as the call is configured
  AudioChunks(AudioFormat input) {
    this.encoding =
        switch (input.getEncoding()) {
          // The default; a server refuses what it does not know before any audio.
          case LINEAR16, AUDIO_ENCODING_UNSPECIFIED, UNRECOGNIZED -> AudioEncoding.LINEAR16;
          case MULAW -> AudioEncoding.MULAW;
          case ALAW -> AudioEncoding.ALAW;
          case OPUS -> AudioEncoding.OPUS;
        };
  }

  /// The chunks that a frame completes.
  ///
  /// @throws IllegalArgumentException if its format is not that of the first, or not known to the
  ///     encoding
  List<AudioChunk> of(PcmFrame frame) {
    if (encoder == null) {
      encoder = AudioEncoder.of(encoding, frame.format());
    }
    return chunks(encoder.encode(frame));
  }

  /// The chunks of bytes in the configured encoding. Bytes of samples are cut; Opus is taken as one
  /// packet.
  List<AudioChunk> of(byte[] audio) {
    return switch (encoding) {
      case LINEAR16, MULAW, ALAW -> {
        List<AudioChunk> cut = new ArrayList<>();
        for (int start = 0; start < audio.length; start += LARGEST) {
          cut.add(chunk(audio, start, Math.min(LARGEST, audio.length - start)));
        }
        yield cut;
      }
      case OPUS -> List.of(chunk(audio, 0, audio.length));
    };
  }

  /// The chunks that hold the rest of the frames.
  List<AudioChunk> end() {
    return encoder == null ? List.of() : chunks(encoder.flush());
  }

  private List<AudioChunk> chunks(List<EncodedAudio> pieces) {
    return pieces.stream().flatMap(piece -> of(piece.bytes()).stream()).toList();
  }

  private AudioChunk chunk(byte[] audio, int start, int length) {
    return AudioChunk.newBuilder()
        .setSeq(chunks++)
        .setAudio(ByteString.copyFrom(audio, start, length))
        .build();
  }
}
