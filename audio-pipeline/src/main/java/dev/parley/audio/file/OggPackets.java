package dev.parley.audio.file;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Takes the packets of one logical stream out of an Ogg container (RFC 3533).
///
/// Follows the stream that starts first, and after its end the next that starts ("chaining");
/// pages of other streams in between are left out. Damaged pages are skipped. A file that breaks
/// off ends like one that does not.
final class OggPackets {
  private static final int CAPTURE_PATTERN = 0x4F676753;
  private static final int HEADER_BYTES = 27;
  private static final int CONTINUED = 1;
  private static final int FIRST = 2;
  private static final int LAST = 4;
  private static final int LONGEST_PACKET = 1 << 24;
  private static final int[] CHECKSUMS = checksums();

  private final InputStream stream;
  private final ArrayDeque<OggPacket> ready = new ArrayDeque<>();
  private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
  private boolean partialIsWhole = true;
  private boolean following;
  private boolean starting;
  private int serial;

  OggPackets(InputStream stream) {
    this.stream = stream;
  }

  /// The next packet, null at the end of the file.
  @Nullable OggPacket next() throws IOException {
    try {
      while (ready.isEmpty()) {
        readPage();
      }
      return ready.removeFirst();
    } catch (EOFException e) {
      return null;
    }
  }

  private void readPage() throws IOException {
    byte[] header = new byte[HEADER_BYTES];
    findPage(header);
    readFully(header, 4, HEADER_BYTES - 4);
    ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    int flags = header[5];
    long granule = fields.getLong(6);
    int pageSerial = fields.getInt(14);
    int expected = fields.getInt(22);
    byte[] lacing = new byte[header[26] & 0xFF];
    readFully(lacing, 0, lacing.length);
    int length = 0;
    for (byte value : lacing) {
      length += value & 0xFF;
    }
    byte[] body = new byte[length];
    readFully(body, 0, length);
    fields.putInt(22, 0);
    if (checksum(checksum(checksum(0, header), lacing), body) != expected) {
      partialIsWhole = false;
      return;
    }
    if (!following && (flags & FIRST) != 0) {
      following = true;
      starting = true;
      serial = pageSerial;
      partial.reset();
      partialIsWhole = true;
    }
    if (following && pageSerial == serial) {
      takePackets(flags, granule, lacing, body);
      following = (flags & LAST) == 0;
    }
  }

  private void takePackets(int flags, long granule, byte[] lacing, byte[] body) {
    if ((flags & CONTINUED) == 0) {
      partial.reset();
      partialIsWhole = true;
    }
    int lastEnd = -1;
    for (int i = 0; i < lacing.length; i++) {
      lastEnd = (lacing[i] & 0xFF) < 255 ? i : lastEnd;
    }
    int offset = 0;
    for (int i = 0; i < lacing.length; i++) {
      int size = lacing[i] & 0xFF;
      if (partial.size() + size <= LONGEST_PACKET) {
        partial.write(body, offset, size);
      } else {
        partialIsWhole = false;
      }
      offset += size;
      if (size < 255) {
        if (partialIsWhole) {
          ready.addLast(
              new OggPacket(
                  ByteBuffer.wrap(partial.toByteArray()),
                  granule,
                  i == lastEnd,
                  (flags & LAST) != 0,
                  starting));
          starting = false;
        }
        partial.reset();
        partialIsWhole = true;
      }
    }
  }

  private void findPage(byte[] header) throws IOException {
    int window = 0;
    while (window != CAPTURE_PATTERN) {
      int value = stream.read();
      if (value < 0) {
        throw new EOFException();
      }
      window = (window << 8) | value;
    }
    ByteBuffer.wrap(header).putInt(CAPTURE_PATTERN);
  }

  private void readFully(byte[] target, int offset, int length) throws IOException {
    if (stream.readNBytes(target, offset, length) < length) {
      throw new EOFException();
    }
  }

  private static int checksum(int start, byte[] bytes) {
    int value = start;
    for (byte b : bytes) {
      value = (value << 8) ^ CHECKSUMS[(value >>> 24) ^ (b & 0xFF)];
    }
    return value;
  }

  private static int[] checksums() {
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      int value = i << 24;
      for (int bit = 0; bit < 8; bit++) {
        value = (value << 1) ^ (value < 0 ? 0x04C1_1DB7 : 0);
      }
      table[i] = value;
    }
    return table;
  }
}
