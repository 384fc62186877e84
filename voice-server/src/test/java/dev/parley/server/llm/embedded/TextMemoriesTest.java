package dev.parley.server.llm.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.inference.onnx.Accelerator;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.server.llm.embedded.graph.LlamaDimensions;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TextMemoriesTest {
  private static final LlamaDimensions SIZES =
      new LlamaDimensions(2, 64, 96, 4, 2, 16, 261, 128, 10_000, 1e-5f);
  private static final int[] HEAD = {1, 2, 3, 4};

  private TextMemories memories;

  @BeforeEach
  void start() {
    OnnxRuntime.start(Accelerator.CPU);
    memories = new TextMemories(SIZES, 2, 32);
  }

  @AfterEach
  void close() {
    memories.close();
  }

  private static int[] text(int... more) {
    return IntStream.concat(Arrays.stream(HEAD), Arrays.stream(more)).toArray();
  }

  /// Stands for the network: what it reads is marked in the first number of each token's keys.
  private TextMemory read(int... text) {
    TextMemory memory = memories.of(text);
    for (int i = memory.length(); i < text.length; i++) {
      memory.layers().getFirst().floats().put(i * SIZES.headWidth(), text[i]);
      memory.append(new int[] {text[i]});
    }
    return memory;
  }

  private static int[] marks(TextMemory memory) {
    return IntStream.range(0, memory.length())
        .map(i -> (int) memory.layers().getFirst().floats().get(i * SIZES.headWidth()))
        .toArray();
  }

  @Test
  void aConversationStaysInItsMemoryAndKeepsWhatItSharesWithTheAnswer() {
    TextMemory first = read(text(10, 11));
    first.append(new int[] {20, 21, 22});

    TextMemory next = memories.of(text(10, 11, 20, 21, 99));

    assertThat(next).isSameAs(first);
    assertThat(next.length()).isEqualTo(8);
  }

  @Test
  void anotherConversationCopiesTheBeginning() {
    TextMemory first = read(text(10, 11, 12));

    TextMemory second = memories.of(text(50, 51));
    int shared = second.length();
    TextMemory whole = read(text(50, 51));

    assertThat(second).isNotSameAs(first).isSameAs(whole);
    assertThat(shared).isEqualTo(HEAD.length);
    assertThat(marks(whole)).containsExactly(text(50, 51));
    assertThat(marks(first)).containsExactly(text(10, 11, 12));
  }

  @Test
  void theLeastRecentGivesWay() {
    TextMemory first = read(text(10, 11));
    TextMemory second = read(text(50, 51));
    assertThat(read(text(10, 11, 12))).isSameAs(first);

    TextMemory third = read(text(70, 71));

    assertThat(third).isSameAs(second);
    assertThat(marks(third)).containsExactly(text(70, 71));
    assertThat(read(text(10, 11, 12, 13))).isSameAs(first);
  }

  @Test
  void theLastTokenIsAlwaysReadAgain() {
    TextMemory memory = read(text(10));

    assertThat(memories.of(text(10))).isSameAs(memory);
    assertThat(memory.length()).isEqualTo(HEAD.length);
  }
}
