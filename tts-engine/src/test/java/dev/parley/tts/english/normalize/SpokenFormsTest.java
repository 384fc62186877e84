package dev.parley.tts.english.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SpokenFormsTest {
  private final SpokenForms american = new SpokenForms(Conventions.AMERICAN);
  private final SpokenForms british = new SpokenForms(Conventions.BRITISH);

  @Test
  void numbersFollowTheAccent() {
    assertThat(american.cardinal("1,205")).hasValue("one thousand two hundred five");
    assertThat(british.cardinal("1205")).hasValue("one thousand two hundred and five");
    assertThat(british.date("3/4/2024", "dmy")).hasValue("the third of April, twenty twenty four");
    assertThat(american.date("3/4/24", "dmy")).hasValue("April third, twenty twenty four");
  }

  @Test
  void whatIsNoneIsEmpty() {
    assertThat(american.cardinal("12a")).isEmpty();
    assertThat(american.ordinal("first")).isEmpty();
    assertThat(american.fraction("1/2/3")).isEmpty();
    assertThat(american.digits("none")).isEmpty();
    assertThat(american.telephone("call me")).isEmpty();
    assertThat(american.date("13/13/2024", "mdy")).isEmpty();
    assertThat(american.date("1/2", "mdy")).isEmpty();
    assertThat(american.date("1/2", "sideways")).isEmpty();
    assertThat(american.date("5", "m")).hasValue("May");
    assertThat(american.date("5", "d")).hasValue("fifth");
  }
}
