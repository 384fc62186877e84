package dev.parley.server.llm.embedded;

import dev.parley.server.llm.embedded.graph.LlamaDimensions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The texts that the model remembers, so that each conversation reads only what is new in it.
///
/// A bounded number, of which the least recently used gives way. A text that goes on where the last
/// prompt of a memory ended is that conversation and stays in its memory; any other text that
/// begins like a known one gets a copy of the beginning, which every conversation shares.
///
/// Not thread-safe.
final class TextMemories implements AutoCloseable {
  private final LlamaDimensions sizes;
  private final int most;
  private final int capacity;
  private final List<Kept> kept = new ArrayList<>();
  private long uses;

  /// A memory with the length of its last prompt: behind that is an answer, of which the
  /// conversation may have kept less.
  private static final class Kept {
    private final TextMemory memory;
    private int prompt;
    private long lastUse;

    Kept(TextMemory memory) {
      this.memory = memory;
    }

    /// Whether a text that shares so many tokens has all of the last prompt that was read.
    boolean goesOnAt(int shared) {
      return shared >= Math.min(prompt, memory.length());
    }
  }

  /// @param most how many texts are remembered
  /// @param capacity the most tokens of a text
  TextMemories(LlamaDimensions sizes, int most, int capacity) {
    this.sizes = sizes;
    this.most = most;
    this.capacity = capacity;
  }

  /// A memory that holds as much as is known of the beginning of `text`, but never all of it: the
  /// scores behind the last token come from reading it. In use until the next call.
  TextMemory of(int[] text) {
    Kept best = null;
    int shared = 0;
    for (Kept candidate : kept) {
      int common = Math.min(candidate.memory.shared(text), text.length - 1);
      if (best == null || common > shared || (common == shared && candidate.goesOnAt(common))) {
        best = candidate;
        shared = common;
      }
    }
    Kept chosen = best != null && best.goesOnAt(shared) ? best : leastRecent();
    if (best == null || chosen == best) {
      chosen.memory.truncate(shared);
    } else {
      chosen.memory.copy(best.memory, shared);
    }
    chosen.prompt = text.length - 1;
    chosen.lastUse = ++uses;
    return chosen.memory;
  }

  /// A new memory while there may be more, else the one whose last use is longest ago.
  private Kept leastRecent() {
    if (kept.size() < most) {
      kept.add(new Kept(new TextMemory(sizes, capacity)));
      return kept.getLast();
    }
    return kept.stream().min(Comparator.comparingLong(each -> each.lastUse)).orElseThrow();
  }

  @Override
  public void close() {
    kept.forEach(each -> each.memory.close());
    kept.clear();
  }
}
