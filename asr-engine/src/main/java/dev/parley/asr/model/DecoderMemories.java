package dev.parley.asr.model;

import java.util.ArrayDeque;

/// Decoder memories that wait for the next decoding; at most `mostKept`, more are freed when they
/// come back. Thread-safe.
final class DecoderMemories implements AutoCloseable {
  private final WhisperDimensions dimensions;
  private final int mostKept;
  private final ArrayDeque<DecoderMemory> kept = new ArrayDeque<>();
  private boolean closed;

  DecoderMemories(WhisperDimensions dimensions, int mostKept) {
    this.dimensions = dimensions;
    this.mostKept = mostKept;
  }

  DecoderMemory take() {
    synchronized (kept) {
      DecoderMemory memory = kept.poll();
      if (memory != null) {
        return memory;
      }
    }
    return new DecoderMemory(dimensions);
  }

  void give(DecoderMemory memory) {
    synchronized (kept) {
      if (!closed && kept.size() < mostKept) {
        kept.push(memory);
        return;
      }
    }
    memory.close();
  }

  @Override
  public void close() {
    synchronized (kept) {
      closed = true;
      kept.forEach(DecoderMemory::close);
      kept.clear();
    }
  }
}
