package dev.parley.tts.ssml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SsmlTextTest {
  @Test
  void theWordsRemain() {
    assertThat(
            SsmlText.of(
                "<?xml version='1.0'?><speak a='>'>Fish &amp; <b>chips</b><!-- > --> &#33;&#x3F;"
                    + "<![CDATA[<x>&amp;]]>&lt;&gt;&quot;&apos;</speak>"))
        .isEqualTo("Fish & chips !?<x>&amp;<>\"'");
  }

  @Test
  void beginningsOfDocumentsAreTextsToo() {
    assertThat(SsmlText.of("<speak>Hello <emphasis>you")).isEqualTo("Hello you");
    assertThat(SsmlText.of("<speak>Hello <emph")).isEqualTo("Hello ");
    assertThat(SsmlText.of("Hello &am")).isEqualTo("Hello ");
    assertThat(SsmlText.of("Hello &#xZZ;&#99999999;&foo;!")).isEqualTo("Hello !");
    assertThat(SsmlText.of("<![CDATA[ab")).isEqualTo("ab");
  }
}
