package dev.parley.asr.token;

/// The printable characters that stand for the 256 bytes in the files of byte-level byte pair
/// encodings: printable Latin-1 stands for itself, every other byte for a character from U+0100 on.
public final class ByteAlphabet {
  private static final char[] CHARACTERS = new char[256];
  private static final byte[] BYTES = new byte[0x200];

  static {
    char next = 0x100;
    for (int value = 0; value < 256; value++) {
      boolean printable =
          (value >= '!' && value <= '~') || (value >= 0xA1 && value <= 0xFF && value != 0xAD);
      char character = printable ? (char) value : next++;
      CHARACTERS[value] = character;
      BYTES[character] = (byte) value;
    }
  }

  private ByteAlphabet() {}

  public static String toCharacters(byte[] bytes) {
    StringBuilder characters = new StringBuilder(bytes.length);
    for (byte value : bytes) {
      characters.append(CHARACTERS[value & 0xFF]);
    }
    return characters.toString();
  }

  /// @throws IndexOutOfBoundsException if a character stands for no byte
  public static byte[] toBytes(String characters) {
    byte[] bytes = new byte[characters.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = BYTES[characters.charAt(i)];
    }
    return bytes;
  }
}
