package dev.parley.inference.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 of bytes as they pass.
final class Checksum {
  private final MessageDigest digest;

  Checksum() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has SHA-256.", e);
    }
  }

  static String of(Path file) throws IOException {
    Checksum checksum = new Checksum();
    checksum.add(file);
    return checksum.finish();
  }

  void add(byte[] bytes, int length) {
    digest.update(bytes, 0, length);
  }

  void add(Path file) throws IOException {
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n; (n = in.read(buffer)) > 0; ) {
        digest.update(buffer, 0, n);
      }
    }
  }

  void reset() {
    digest.reset();
  }

  /// The checksum in lower-case hexadecimal. Starts anew.
  String finish() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
