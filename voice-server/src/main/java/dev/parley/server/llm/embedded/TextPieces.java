package dev.parley.server.llm.embedded;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Makes text of pieces of UTF-8 that may end inside a character: what is not complete yet waits
/// for the next piece. For one answer and one thread.
final class TextPieces {
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private byte[] waiting = new byte[0];

  /// The characters that are complete with this piece; U+FFFD for bytes that make none.
  String accept(byte[] piece) {
    return decode(piece, false);
  }

  /// What is left at the end.
  String finish() {
    return decode(new byte[0], true);
  }

  private String decode(byte[] piece, boolean end) {
    ByteBuffer bytes = ByteBuffer.allocate(waiting.length + piece.length).put(waiting).put(piece);
    bytes.flip();
    CharBuffer characters = CharBuffer.allocate(bytes.remaining() + 1);
    // The decoder replaces what it cannot read, and the buffer has room for all.
    var _ = decoder.decode(bytes, characters, end);
    waiting = new byte[bytes.remaining()];
    bytes.get(waiting);
    return characters.flip().toString();
  }
}
