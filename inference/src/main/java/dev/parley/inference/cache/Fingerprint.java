package dev.parley.inference.cache;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// A short name for the content of some files.
///
/// It is asked for at every start, so it samples: SHA-256 over the sizes, the first megabyte (where
/// a container lists its tensors) and 4096 bytes at each of 1024 places spread over the rest. Any
/// training changes all weights, hence the samples.
public final class Fingerprint {
  private static final long BEGINNING = 1 << 20;
  private static final int SAMPLES = 1024;
  private static final long SAMPLE_BYTES = 4096;
  private static final int DIGITS = 16;

  private Fingerprint() {}

  public static String of(List<MemorySegment> content) {
    MessageDigest digest = sha256();
    for (MemorySegment segment : content) {
      long size = segment.byteSize();
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, size));
      digest.update(segment.asSlice(0, Math.min(BEGINNING, size)).asByteBuffer());
      long step = Math.max(SAMPLE_BYTES, (size - BEGINNING) / SAMPLES);
      for (long at = BEGINNING; at < size; at += step) {
        digest.update(segment.asSlice(at, Math.min(SAMPLE_BYTES, size - at)).asByteBuffer());
      }
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256.", e);
    }
  }
}
