package dev.parley.audio.file;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The tag that encoders put into the first frame of an MP3 file, in place of audio ("Xing" for
/// variable, "Info" for constant bit rate; the delays are LAME's extension).
///
/// @param frames of audio that follow, -1 if unstated
/// @param delay samples that the encoder put before the audio, -1 if unstated
/// @param padding samples that the encoder put behind it
record LameTag(long frames, int delay, int padding) {
  /// What every layer 3 decoder adds to the encoder's delay.
  static final int DECODER_DELAY = 529;

  private static final int FRAMES_FLAG = 1;
  private static final int BYTES_FLAG = 2;
  private static final int TABLE_FLAG = 4;
  private static final int QUALITY_FLAG = 8;
  private static final int TABLE_BYTES = 100;
  private static final int DELAY_OFFSET = 21;

  /// The tag of the frame at `offset`, if it has one.
  static Optional<LameTag> of(byte[] head, int offset, Mp3Header header) {
    int place = offset + 4 + header.sideInformationBytes();
    if (header.layer() != 3 || place + 8 > head.length) {
      return Optional.empty();
    }
    String name = new String(head, place, 4, StandardCharsets.ISO_8859_1);
    if (!name.equals("Xing") && !name.equals("Info")) {
      return Optional.empty();
    }
    int flags = head[place + 7];
    int cursor = place + 8;
    long frames = -1;
    if ((flags & FRAMES_FLAG) != 0 && cursor + 4 <= head.length) {
      frames = 0;
      for (int i = 0; i < 4; i++) {
        frames = (frames << 8) | (head[cursor + i] & 0xFF);
      }
      cursor += 4;
    }
    cursor += (flags & BYTES_FLAG) != 0 ? 4 : 0;
    cursor += (flags & TABLE_FLAG) != 0 ? TABLE_BYTES : 0;
    cursor += (flags & QUALITY_FLAG) != 0 ? 4 : 0;
    int delays = cursor + DELAY_OFFSET;
    if (delays + 3 > head.length || head[cursor] == 0) {
      return Optional.of(new LameTag(frames, -1, 0));
    }
    int delay = ((head[delays] & 0xFF) << 4) | ((head[delays + 1] & 0xF0) >> 4);
    int padding = ((head[delays + 1] & 0x0F) << 8) | (head[delays + 2] & 0xFF);
    return Optional.of(new LameTag(frames, delay, padding));
  }
}
