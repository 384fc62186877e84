package dev.parley.tts.english;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/// Many strings, each with a number, in little memory: one pool of bytes and a hash table of
/// offsets into it. Immutable, thread-safe. Numbers count from 0 in the order of [Builder#add].
final class StringTable {
  static final int ABSENT = -1;

  private final byte[] pool;
  private final int[] offsets;
  private final int[] slots;

  private StringTable(byte[] pool, int[] offsets) {
    this.pool = pool;
    this.offsets = offsets;
    // A load of at most two thirds keeps the probes of an absent key short.
    this.slots = new int[Integer.highestOneBit(Math.max(size() * 3 / 2, 1)) << 1];
    Arrays.fill(slots, ABSENT);
    for (int number = 0; number < size(); number++) {
      byte[] key = Arrays.copyOfRange(pool, offsets[number], offsets[number + 1]);
      int slot = slot(key);
      if (slots[slot] == ABSENT) {
        slots[slot] = number;
      }
    }
  }

  int size() {
    return offsets.length - 1;
  }

  /// The number of a key, or [#ABSENT].
  int find(String key) {
    return slots[slot(key.getBytes(UTF_8))];
  }

  boolean contains(String key) {
    return find(key) != ABSENT;
  }

  private int slot(byte[] key) {
    int mask = slots.length - 1;
    int hash = Arrays.hashCode(key) * 0x9E3779B9;
    int slot = (hash ^ (hash >>> 16)) & mask;
    while (slots[slot] != ABSENT && !holds(slots[slot], key)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean holds(int number, byte[] key) {
    return Arrays.equals(pool, offsets[number], offsets[number + 1], key, 0, key.length);
  }

  /// Collects the strings.
  static final class Builder {
    private byte[] pool = new byte[1 << 16];
    private int[] offsets = new int[1 << 12];
    private int size;

    /// Adds a string and returns its number. The first of two equal strings is the one found.
    int add(String key) {
      byte[] bytes = key.getBytes(UTF_8);
      int end = offsets[size] + bytes.length;
      if (end > pool.length) {
        pool = Arrays.copyOf(pool, Math.max(end, pool.length * 2));
      }
      System.arraycopy(bytes, 0, pool, offsets[size], bytes.length);
      if (size + 2 > offsets.length) {
        offsets = Arrays.copyOf(offsets, offsets.length * 2);
      }
      offsets[size + 1] = end;
      return size++;
    }

    StringTable build() {
      return new StringTable(Arrays.copyOf(pool, offsets[size]), Arrays.copyOf(offsets, size + 1));
    }
  }
}
