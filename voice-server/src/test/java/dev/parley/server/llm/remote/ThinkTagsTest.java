package dev.parley.server.llm.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("unit")
class ThinkTagsTest {
  private static Stream<Arguments> answers() {
    return Stream.of(
        arguments("Paris.", "Paris."),
        arguments("<think>Hm.</think>Paris.", "Paris."),
        arguments("<think>\n\nHm.\n\n</think>\n\nParis.", "Paris."),
        arguments("<think></think>Paris.", "Paris."),
        arguments("<thinking>a </think> b</thinking> Paris.", "Paris."),
        arguments("Well, <think>is it?</think> yes.", "Well, yes."),
        arguments("<think>a</think><think>b</think>Paris.", "Paris."),
        arguments("1 < 2 and <b> stay", "1 < 2 and <b> stay"),
        arguments("<think>a < b </thi </think>c", "c"),
        arguments("an open <thin", "an open <thin"),
        arguments("a <", "a <"));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void thoughtsGoWhereverTheTextIsCut(String answer, String text) {
    for (int first = 0; first <= answer.length(); first++) {
      for (int second = first; second <= answer.length(); second++) {
        ThinkTags tags = new ThinkTags();
        String kept =
            tags.text(answer.substring(0, first))
                + tags.text(answer.substring(first, second))
                + tags.text(answer.substring(second))
                + tags.rest();
        assertThat(kept).as("cut at %d and %d", first, second).isEqualTo(text);
      }
    }
  }

  @Test
  void aThoughtThatNeverEndsIsNoText() {
    ThinkTags tags = new ThinkTags();

    assertThat(tags.text("<think>So ")).isEmpty();
    assertThat(tags.isThinking()).isTrue();
    assertThat(tags.text("on and on")).isEmpty();
    assertThat(tags.rest()).isEmpty();
  }

  @Test
  void textIsNotHeldBackWithoutNeed() {
    ThinkTags tags = new ThinkTags();

    assertThat(tags.text("One <")).isEqualTo("One ");
    assertThat(tags.text("t")).isEmpty();
    assertThat(tags.text("wo")).isEqualTo("<two");
    assertThat(tags.isThinking()).isFalse();
  }
}
