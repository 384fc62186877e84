package dev.parley.tts.english;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class StringTableTest {

  @Test
  void findsEveryStringByItsNumber() {
    StringTable.Builder builder = new StringTable.Builder();
    for (int i = 0; i < 20_000; i++) {
      assertThat(builder.add("wörd" + i)).isEqualTo(i);
    }
    StringTable table = builder.build();
    assertThat(table.size()).isEqualTo(20_000);
    for (int i = 0; i < 20_000; i++) {
      assertThat(table.find("wörd" + i)).isEqualTo(i);
    }
    assertThat(table.find("word0")).isEqualTo(StringTable.ABSENT);
  }

  @Test
  void anEmptyTableHoldsNothing() {
    assertThat(new StringTable.Builder().build().contains("")).isFalse();
  }

  @Test
  void theFirstOfEqualStringsCounts() {
    StringTable.Builder builder = new StringTable.Builder();
    builder.add("a");
    builder.add("a");
    assertThat(builder.build().find("a")).isZero();
  }
}
