package dev.parley.tts.english.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class NumberWordsTest {
  private final NumberWords american = new NumberWords(Conventions.AMERICAN);
  private final NumberWords british = new NumberWords(Conventions.BRITISH);

  @Test
  void cardinals() {
    assertThat(american.cardinal("0")).isEqualTo("zero");
    assertThat(american.cardinal("000")).isEqualTo("zero");
    assertThat(american.cardinal("1000017")).isEqualTo("one million seventeen");
    assertThat(british.cardinal("1000017")).isEqualTo("one million and seventeen");
    assertThat(british.cardinal("112")).isEqualTo("one hundred and twelve");
    assertThat(american.cardinal("1" + "0".repeat(33))).isEqualTo("one decillion");
    assertThat(american.cardinal("1".repeat(37))).startsWith("one one one");
  }

  @Test
  void ordinals() {
    assertThat(american.ordinal(1)).isEqualTo("first");
    assertThat(american.ordinal(12)).isEqualTo("twelfth");
    assertThat(american.ordinal(20)).isEqualTo("twentieth");
    assertThat(american.ordinal(1000)).isEqualTo("one thousandth");
    assertThat(british.ordinal(101)).isEqualTo("one hundred and first");
  }

  @Test
  void years() {
    assertThat(american.year(1905)).isEqualTo("nineteen oh five");
    assertThat(american.year(1900)).isEqualTo("nineteen hundred");
    assertThat(american.year(2000)).isEqualTo("two thousand");
    assertThat(american.year(2007)).isEqualTo("two thousand seven");
    assertThat(british.year(2007)).isEqualTo("two thousand and seven");
    assertThat(american.year(2026)).isEqualTo("twenty twenty six");
  }

  @Test
  void labels() {
    assertThat(american.label("101")).isEqualTo("one oh one");
    assertThat(american.label("747")).isEqualTo("seven forty seven");
    assertThat(american.label("200")).isEqualTo("two hundred");
    assertThat(american.label("8")).isEqualTo("eight");
  }
}
