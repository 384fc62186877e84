package dev.parley.inference.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A hash of bytes as they pass: SHA-256, or MD5 where the makers of a file publish nothing else.
final class Checksum {
  private static final int MD5_DIGITS = 32;

  private final MessageDigest digest;

  private Checksum(String algorithm) {
    try {
      digest = MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has SHA-256 and MD5.", e);
    }
  }

  /// Hashes as an expected hash was made, which its length tells.
  static Checksum like(String expected) {
    return new Checksum(algorithm(expected));
  }

  static String algorithm(String expected) {
    return expected.length() == MD5_DIGITS ? "MD5" : "SHA-256";
  }

  /// The hash of a whole file.
  static String of(Path file, String expected) throws IOException {
    Checksum checksum = like(expected);
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
