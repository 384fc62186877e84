package dev.parley.tts.ssml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.tts.Markup;
import dev.parley.tts.MarkupException;
import dev.parley.tts.SynthesisSettings;
import dev.parley.tts.SynthesisStream;
import dev.parley.tts.SynthesizedAudio;
import dev.parley.tts.ToneSynthesizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever comes: there is audio or one sentence, and never anything else.
@Tag("unit")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BrokenSsmlTest {
  private static final String WHOLE =
      """
      <speak version="1.1" xml:lang="en-US"><p><s>One <emphasis level="strong">two</emphasis>.</s>
      <break time="200ms"/><prosody rate="slow" pitch="+2st" volume="-3dB">Three</prosody>
      <say-as interpret-as="date" format="mdy">5/12/2024</say-as><mark name="here"/>
      <sub alias="four">4</sub> <phoneme alphabet="ipa" ph="faɪv">5</phoneme>
      <lang xml:lang="de">sechs</lang> <voice name="hum">sieben &amp; acht</voice></p></speak>""";

  private final ToneSynthesizer synthesizer = ToneSynthesizer.duet();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hello",
        "<",
        "<speak",
        "<speak>",
        "<speak>Hello",
        "<speak>Hello</speak",
        "<speak>Hello</speak><speak>again</speak>",
        "<speak>Hello</speak>again",
        "Hello <speak>again</speak>",
        "</speak>",
        "<speak></p></speak>",
        "<speak><p></speak></p>",
        "<p>Hello</p>",
        "<SPEAK>Hello</SPEAK>",
        "<ssml:speak>Hello</ssml:speak>",
        "<speak><speak>Hello</speak></speak>",
        "<speak>Fish & chips</speak>",
        "<speak>&nbsp;</speak>",
        "<speak>&#0;</speak>",
        "<speak>&#xD800;</speak>",
        "<speak>&#x110000;</speak>",
        "<speak>\u0001</speak>",
        "<speak>\uD800</speak>",
        "<speak>a < b</speak>",
        "<speak><audio src='x.wav'/></speak>",
        "<speak><lexicon uri='x'/></speak>",
        "<speak><voice name='nobody'>Hello</voice></speak>",
        "<speak><voice>Hello</voice></speak>",
        "<speak><voice gender='female'>Hello</voice></speak>",
        "<speak><break time='soon'/></speak>",
        "<speak><break time='11s'/></speak>",
        "<speak><break time='-1s'/></speak>",
        "<speak><break time='1e9s'/></speak>",
        "<speak><break strength='huge'/></speak>",
        "<speak><break length='1s'/></speak>",
        "<speak><break>text</break></speak>",
        "<speak><break time=1s/></speak>",
        "<speak><break time='1s' time='2s'/></speak>",
        "<speak><prosody rate='never'>a</prosody></speak>",
        "<speak><prosody rate='0%'>a</prosody></speak>",
        "<speak><prosody rate='-100%'>a</prosody></speak>",
        "<speak><prosody rate='NaN'>a</prosody></speak>",
        "<speak><prosody pitch='200Hz'>a</prosody></speak>",
        "<speak><prosody pitch='+2'>a</prosody></speak>",
        "<speak><prosody pitch='+2dB'>a</prosody></speak>",
        "<speak><prosody volume='11'>a</prosody></speak>",
        "<speak><prosody contour='(0%,+20Hz)'>a</prosody></speak>",
        "<speak><emphasis level='very'>a</emphasis></speak>",
        "<speak><say-as>1</say-as></speak>",
        "<speak><say-as interpret-as='poem'>1</say-as></speak>",
        "<speak><say-as interpret-as='date' detail='1'>1</say-as></speak>",
        "<speak><say-as interpret-as='date'><s>1</s></say-as></speak>",
        "<speak><say-as interpret-as='digits'/></speak>",
        "<speak><sub>a</sub></speak>",
        "<speak><sub alias=''>a</sub></speak>",
        "<speak><sub alias='b'></sub></speak>",
        "<speak><phoneme>a</phoneme></speak>",
        "<speak><phoneme ph=''>a</phoneme></speak>",
        "<speak><phoneme ph='h\u028Ft\u0259'>a</phoneme></speak>",
        "<speak><phoneme alphabet='x-sampa' ph='a'>a</phoneme></speak>",
        "<speak><mark/></speak>",
        "<speak><mark name=''/></speak>",
        "<speak><mark name='a'>b</mark></speak>",
        "<speak><lang>a</lang></speak>",
        "<speak><lang xml:lang='deutsch!'>a</lang></speak>",
        "<!DOCTYPE speak><speak>Hello</speak>",
        "<!DOCTYPE speak [<!ENTITY a 'b'>]><speak>&a;</speak>",
        "<!DOCTYPE speak SYSTEM 'file:///etc/passwd'><speak>Hello</speak>",
        "<?xml version='1.0'?><?xml version='1.0'?><speak>Hello</speak>",
        "<speak><?xml version='1.0'?>Hello</speak>",
        "<speak><!-- -- --></speak>",
        "<speak><![CDATA[ </speak>",
        "<speak>]]></speak>",
        "<speak xmlns:a='b' xmlns:a='c'>a</speak>",
        "<speak onload='x'>a</speak>",
        "{\"text\": \"Hello\"}"
      })
  void isRefusedWithASentence(String document) {
    assertThatThrownBy(() -> speak(document))
        .isInstanceOf(MarkupException.class)
        .satisfies(failure -> assertSentence(failure, document));
  }

  static List<String> mutations() {
    Random random = new Random(7);
    String marks = "<>&;'\"/=![]- a\n";
    return IntStream.range(0, 400)
        .mapToObj(
            i -> {
              StringBuilder document = new StringBuilder(WHOLE);
              for (int change = 0; change <= i % 3; change++) {
                int place = random.nextInt(document.length());
                switch (random.nextInt(3)) {
                  case 0 -> document.deleteCharAt(place);
                  case 1 -> document.insert(place, marks.charAt(random.nextInt(marks.length())));
                  default ->
                      document.delete(
                          place, Math.min(document.length(), place + random.nextInt(40)));
                }
              }
              return document.toString();
            })
        .toList();
  }

  @Test
  void damagedDocumentsAreSpokenOrRefused() throws InterruptedException {
    int refused = 0;
    for (String document : mutations()) {
      try {
        assertThat(speak(document)).isNotNull();
      } catch (MarkupException e) {
        refused++;
        assertSentence(e, document);
      }
    }
    assertThat(refused).isGreaterThan(100);
  }

  @Test
  void everyBeginningIsSpokenOrRefused() throws InterruptedException {
    for (int length = 1; length < WHOLE.length(); length++) {
      String document = WHOLE.substring(0, length);
      assertThatThrownBy(() -> speak(document))
          .isInstanceOf(MarkupException.class)
          .satisfies(failure -> assertSentence(failure, document));
    }
    assertThat(speak(WHOLE)).hasSizeGreaterThan(5);
  }

  @Test
  void depthLengthAndSilenceAreBounded() throws InterruptedException {
    assertThat(speak("<speak>" + "<s>".repeat(63) + "a" + "</s>".repeat(63) + "</speak>"))
        .isNotEmpty();
    assertThatThrownBy(
            () -> speak("<speak>" + "<s>".repeat(64) + "a" + "</s>".repeat(64) + "</speak>"))
        .hasMessageContaining("64 deep");
    assertThatThrownBy(() -> speak("<speak>" + "a ".repeat(131_072) + "</speak>"))
        .hasMessageContaining("262144 characters");
    assertThatThrownBy(() -> speak("<speak>" + "<break time='10s'/>".repeat(13) + "</speak>"))
        .hasMessageContaining("add up to 120 s");
    assertThat(speak("<speak>" + "<break time='10s'/>".repeat(12) + "</speak>")).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void whatIsLeftForEyesNeverFails(String document) {
    assertThat(SsmlText.of(document)).hasSizeLessThanOrEqualTo(document.length());
  }

  private static void assertSentence(Throwable failure, String document) {
    assertThat(failure)
        .as(document)
        .message()
        .startsWith("The SSML ")
        .endsWith(".")
        .doesNotContain("Exception", "www.w3.org", "null", "\n");
    String sentence = String.valueOf(failure.getMessage());
    boolean placed = sentence.matches("(?s).* at line \\d+, column \\d+: .*");
    assertThat(placed || sentence.contains("does not start with")).as(sentence).isTrue();
  }

  private List<SynthesizedAudio> speak(String document) throws InterruptedException {
    List<SynthesizedAudio> heard = new ArrayList<>();
    try (SynthesisStream stream =
        synthesizer.open(
            ToneSynthesizer.TONE, SynthesisSettings.DEFAULT.withMarkup(Markup.SSML), heard::add)) {
      stream.write(document);
      stream.finish();
    }
    return heard;
  }
}
