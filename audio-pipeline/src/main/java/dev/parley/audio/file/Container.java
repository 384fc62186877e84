package dev.parley.audio.file;

import java.nio.charset.StandardCharsets;

/// What the first bytes of a file say about its format.
enum Container {
  EMPTY,
  WAV,
  FLAC,
  MP3,
  OGG_VORBIS,
  OGG_OPUS,
  /// A format that is known to hold audio or video, for `ffmpeg`.
  FOREIGN,
  ZIP,
  ENCRYPTED_ZIP,
  UNKNOWN;

  /// How many bytes are enough to tell.
  static final int PROBE_BYTES = 1 << 16;

  private static final int ZIP_FLAGS = 6;
  private static final int OGG_SEGMENTS = 26;

  static Container of(byte[] head) {
    if (head.length == 0) {
      return EMPTY;
    }
    if (starts(head, 0, "RIFF") || starts(head, 0, "RF64")) {
      return riff(head);
    }
    if (starts(head, 0, "fLaC")) {
      return FLAC;
    }
    if (starts(head, 0, "OggS")) {
      return ogg(head);
    }
    if (starts(head, 0, "PK\3\4")) {
      return head.length > ZIP_FLAGS && (head[ZIP_FLAGS] & 1) == 1 ? ENCRYPTED_ZIP : ZIP;
    }
    if (isForeign(head)) {
      return FOREIGN;
    }
    return Mp3Header.find(head) >= 0 ? MP3 : UNKNOWN;
  }

  private static Container riff(byte[] head) {
    if (!starts(head, 8, "WAVE") && head.length >= 12) {
      return starts(head, 8, "AVI ") ? FOREIGN : UNKNOWN;
    }
    int format = indexOf(head, "fmt ");
    if (format < 0 || format + 10 > head.length) {
      return WAV;
    }
    int tag = (head[format + 8] & 0xFF) | ((head[format + 9] & 0xFF) << 8);
    return WavHeader.isSupported(tag) ? WAV : FOREIGN;
  }

  private static Container ogg(byte[] head) {
    if (head.length <= OGG_SEGMENTS) {
      return OGG_OPUS;
    }
    int packet = OGG_SEGMENTS + 1 + (head[OGG_SEGMENTS] & 0xFF);
    if (starts(head, packet, "OpusHead")) {
      return OGG_OPUS;
    }
    return starts(head, packet, "\1vorbis") ? OGG_VORBIS : FOREIGN;
  }

  private static boolean isForeign(byte[] head) {
    return starts(head, 4, "ftyp")
        || starts(head, 4, "moov")
        || starts(head, 0, "\032E\337\243")
        || starts(head, 0, "0&\262u\216f\317\021")
        || starts(head, 0, "FORM")
        || starts(head, 0, "caff")
        || starts(head, 0, "#!AMR")
        || starts(head, 0, ".snd")
        || starts(head, 0, "FLV\1")
        || starts(head, 0, "wvpk")
        || starts(head, 0, "MAC ")
        || starts(head, 0, "TTA")
        || starts(head, 0, "\0\0\1\272")
        || starts(head, 0, "\377\361")
        || starts(head, 0, "\377\371");
  }

  private static boolean starts(byte[] head, int offset, String magic) {
    byte[] expected = magic.getBytes(StandardCharsets.ISO_8859_1);
    if (offset + expected.length > head.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if (head[offset + i] != expected[i]) {
        return false;
      }
    }
    return true;
  }

  private static int indexOf(byte[] head, String magic) {
    for (int i = 12; i + magic.length() <= head.length; i++) {
      if (starts(head, i, magic)) {
        return i;
      }
    }
    return -1;
  }
}
