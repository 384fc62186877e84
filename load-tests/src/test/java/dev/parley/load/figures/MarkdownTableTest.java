package dev.parley.load.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class MarkdownTableTest {
  @Test
  void alignsColumns() {
    assertThat(new MarkdownTable("engine", "ms").row("one", "12345").row("two", "6"))
        .hasToString(
            """
            | engine |    ms |
            | ------ | ----: |
            | one    | 12345 |
            | two    |     6 |""");
  }

  @Test
  void refusesRowsOfAnotherLength() {
    assertThatThrownBy(() -> new MarkdownTable("a", "b").row("c"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
