package dev.parley.tts.ssml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.parley.tts.ToneSynthesizer;
import dev.parley.tts.pronunciation.Pronunciation.Sounds;
import dev.parley.tts.pronunciation.Replacement;
import dev.parley.tts.prosody.Prosody;
import dev.parley.tts.script.Mark;
import dev.parley.tts.script.Script;
import dev.parley.tts.script.Stretch;
import dev.parley.tts.script.Stretch.Ending;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class SsmlReaderTest {
  private final SsmlReader reader = new SsmlReader(ToneSynthesizer.duet(), ToneSynthesizer.TONE);

  @Test
  void everyCharacterKnowsWhereItStands() {
    String document =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- <s>no</s> -->
        <speak version="1.1" xmlns="x" xmlns:xsi="y" xsi:schemaLocation="a>b" xml:lang="en-US">
          Fish &amp; chips &#x1F600;<![CDATA[ <b> ]]>&lt;co<!-- x -->st<mark name='a>b'/> &#49;
        </speak>""";

    Script script = reader.read(document);

    assertThat(script.text().strip()).isEqualTo("Fish & chips \uD83D\uDE00 <b> <cost 1");
    assertThat(script.source()).isEqualTo(document);
    for (int i = 0; i < script.text().length(); i++) {
      String written = document.substring(script.sourceStart(i), script.sourceEnd(i));
      char c = script.text().charAt(i);
      switch (c) {
        case '&' -> assertThat(written).isEqualTo("&amp;");
        case '\uD83D', '\uDE00' -> assertThat(written).isEqualTo("&#x1F600;");
        case '1' -> assertThat(written).isEqualTo("&#49;");
        case ' ' -> assertThat(written).isBlank();
        case '<' -> assertThat(written).isIn("<", "&lt;");
        default -> assertThat(written).isEqualTo(String.valueOf(c));
      }
    }
    assertThat(script.marks())
        .containsExactly(new Mark("a>b", script.text().indexOf("cost") + "cost".length()));
  }

  @Test
  void aDocumentMayStartWithBlanksAndADeclaration() {
    String document = "\uFEFF\n <?xml version='1.0' encoding='ISO-8859-1'?>\n<speak>Hi</speak>";
    Script script = reader.read(document);

    assertThat(script.text()).isEqualTo("Hi");
    assertThat(document.substring(script.sourceStart(0), script.sourceEnd(1))).isEqualTo("Hi");
    assertThatThrownBy(() -> reader.read("\n <?xml version='1.0'?>\n<speak><x/></speak>"))
        .hasMessageContaining("line 3, column 8");
  }

  @Test
  void complaintsNameTheElement() {
    assertThatThrownBy(() -> read("a\n b <phoneme ph='ʏ'>\nc</phoneme>"))
        .hasMessage(
            "The SSML is wrong at line 2, column 4: the voice does not know the phoneme 'ʏ'"
                + " (U+028F) of 'ʏ'; write it with others.");
    assertThatThrownBy(() -> read("<audio src='x'/>"))
        .hasMessage(
            "The SSML is wrong at line 1, column 8: there is no element <audio>; there are speak,"
                + " p, s, break, prosody, emphasis, say-as, sub, phoneme, mark, lang, voice.");
  }

  @Test
  void aDocumentMayHoldManyEntities() {
    assertThat(read("a &amp; b&#33; ".repeat(15_000)).text()).hasSize(15_000 * 7);
  }

  @Test
  void sentencesAndParagraphsEnd() {
    Script script = read("<p><s>One</s> <s>Two.</s></p><p>Three</p>Four");

    assertThat(script.stretches())
        .filteredOn(stretch -> !text(script, stretch).isBlank())
        .extracting(stretch -> text(script, stretch), Stretch::ending)
        .containsExactly(
            tuple("One", Ending.SENTENCE),
            tuple("Two.", Ending.PARAGRAPH),
            tuple("Three", Ending.PARAGRAPH),
            tuple("Four", Ending.SENTENCE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          time="500ms"             | 500
          time="1.5s"              | 1500
          time="10s"               | 10000
          time=".25s"              | 250
          strength="x-weak"        | 100
          strength="weak"          | 200
          strength="medium"        | 400
          strength="strong"        | 700
          strength="x-strong"      | 1200
          time="1s" strength="weak" | 1000
          """)
  void breaksHaveALength(String attributes, long milliseconds) {
    Script script = read("One<break " + attributes + "/>two");

    assertThat(script.stretches())
        .extracting(Stretch::pause)
        .containsExactly(Duration.ofMillis(milliseconds), Duration.ZERO);
  }

  @Test
  void aBreakWithoutLengthIsMediumAndNoneIsNone() {
    assertThat(read("One<break/>two").stretches().getFirst().pause())
        .isEqualTo(Duration.ofMillis(400));
    assertThat(read("One<break strength='none'/>two").stretches()).hasSize(1);
    assertThat(read("<break time='1s'/>").stretches().getFirst().pause())
        .isEqualTo(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rate="slow"      | 0.75 | 0  | 100
          rate="x-fast"    | 1.6  | 0  | 100
          rate="80%"       | 0.8  | 0  | 100
          rate="+20%"      | 1.2  | 0  | 100
          rate="-10%"      | 0.9  | 0  | 100
          rate="1.5"       | 1.5  | 0  | 100
          rate="500%"      | 2    | 0  | 100
          volume="soft"    | 1    | -6 | 100
          volume="+3.5dB"  | 1    | 3.5 | 100
          volume="-12dB"   | 1    | -12 | 100
          pitch="+12st"    | 1    | 0  | 200
          pitch="-12st"    | 1    | 0  | 50
          pitch="+50%"     | 1    | 0  | 150
          pitch="+20Hz"    | 1    | 0  | 120
          pitch="medium"   | 1    | 0  | 100
          """)
  void prosodyIsRead(String attributes, double rate, double decibels, float pitchOf100) {
    Prosody prosody =
        read("<prosody " + attributes + ">One</prosody>")
            .stretches()
            .getFirst()
            .speaking()
            .prosody();

    assertThat(prosody.rate()).isEqualTo(rate, within(1e-9));
    assertThat(prosody.decibels()).isEqualTo(decibels, within(1e-9));
    assertThat(prosody.pitch().of(100)).isEqualTo(pitchOf100, within(0.01f));
  }

  @Test
  void prosodyNestsAndSilenceIsSilent() {
    Script script =
        read(
            "<prosody rate='80%' volume='-6dB'>a <prosody rate='150%' volume='+6dB'>b</prosody> c"
                + " <prosody volume='silent'>d</prosody></prosody>");

    assertThat(script.stretches())
        .extracting(stretch -> Math.round(stretch.speaking().prosody().rate() * 100))
        .containsExactly(80L, 120L, 80L, 80L);
    assertThat(script.stretches())
        .extracting(stretch -> stretch.speaking().prosody().decibels())
        .containsExactly(-6.0, 0.0, -6.0, Double.NEGATIVE_INFINITY);
  }

  @Test
  void onlyTheInnermostEmphasisHolds() {
    Script script =
        read(
            "a <emphasis level='strong'>b <emphasis level='none'>c</emphasis>"
                + " <emphasis>d</emphasis></emphasis>");

    List<Stretch> stretches = script.stretches();
    assertThat(stretches)
        .extracting(stretch -> text(script, stretch))
        .containsExactly("a ", "b ", "c", " ", "d");
    assertThat(stretches.get(1).speaking().prosody().decibels()).isPositive();
    assertThat(stretches.get(2).speaking().prosody()).isEqualTo(Prosody.NEUTRAL);
    assertThat(stretches.get(4).speaking().prosody().decibels())
        .isBetween(0.5, stretches.get(1).speaking().prosody().decibels() - 0.5);
  }

  @Test
  void marksBehindAChangeBelongToWhatStandsBefore() {
    Script script = read("<emphasis>Stop</emphasis>!” he said");

    assertThat(script.stretches())
        .extracting(stretch -> text(script, stretch))
        .containsExactly("Stop!”", " he said");
  }

  @Test
  void voicesAndLanguagesHoldInside() {
    Script script =
        read("a <voice name='hum'>b <lang xml:lang='fr'>c</lang></voice><s xml:lang='de'>d</s>");

    assertThat(script.stretches())
        .extracting(
            stretch -> stretch.speaking().voice().name(), stretch -> stretch.speaking().language())
        .containsExactly(
            tuple("tone", ""), tuple("hum", ""), tuple("hum", "fr"), tuple("tone", "de"));
  }

  @Test
  void anAliasStandsForWhatIsWritten() {
    String document = "<speak>The <sub alias='World Wide Web'>WWW</sub>.</speak>";
    Script script = reader.read(document);

    assertThat(script.text()).isEqualTo("The World Wide Web.");
    int place = document.indexOf("WWW");
    for (int i = 4; i < 18; i++) {
      assertThat(script.sourceStart(i)).isEqualTo(place);
      assertThat(script.sourceEnd(i)).isEqualTo(place + 3);
    }
  }

  @Test
  void phonemesAreGivenForAWord() {
    Script script =
        read(
            "<phoneme ph='ˈniːv'>Niamh</phoneme> <phoneme alphabet='x-misaki' ph='hˈɑɹt'>❤️</phoneme>");

    assertThat(script.text()).isEqualTo("Niamh word");
    assertThat(script.pronunciations())
        .extracting(
            Replacement::start, Replacement::end, given -> ((Sounds) given.spoken()).symbols())
        .containsExactly(tuple(0, 5, "ˈniːv"), tuple(6, 10, "hˈɑɹt"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          digits            |      | 2024     | two zero two four
          cardinal          |      | 2024     | two thousand twenty four
          cardinal          |      | -3.5     | minus three point five
          cardinal          |      | a lot    | a lot
          ordinal           |      | 21       | twenty first
          ordinal           |      | 3rd      | third
          fraction          |      | 3/4      | three quarters
          fraction          |      | 1 1/2    | one and one half
          fraction          |      | 9/11     | nine over eleven
          date              | mdy  | 5/12/2024 | May twelfth, twenty twenty four
          date              | dmy  | 5/12/2024 | December fifth, twenty twenty four
          date              | ymd  | 20240512 | May twelfth, twenty twenty four
          date              | md   | 5/12     | May twelfth
          date              | my   | 5/2024   | May twenty twenty four
          date              | y    | 1905     | nineteen oh five
          date              |      | 2024-05-12 | May twelfth, twenty twenty four
          time              | hms12 | 2:30pm  | two thirty P.M
          time              | hms24 | 14:05   | fourteen oh five
          telephone         |      | +1 (212) 555-0100 | plus one, two one two, five five five, zero one zero zero
          unit              |      | 5km      | five kilometers
          currency          |      | $42.10   | forty two dollars and ten cents
          characters        |      | a1-Z     | A one dash Z
          spell-out         |      | IT x     | I T, X
          """)
  void englishIsWrittenOut(String interpretation, String format, String written, String spoken) {
    String attribute = format == null ? "" : " format='" + format + "'";
    Script script =
        read(
            "<say-as interpret-as='"
                + interpretation
                + "'"
                + attribute
                + ">"
                + written
                + "</say-as>");

    assertThat(script.text()).isEqualTo(spoken);
  }

  @Test
  void lettersHaveTheirNames() {
    Script script = read("<say-as interpret-as='characters'>az</say-as>");

    assertThat(script.pronunciations())
        .extracting(given -> ((Sounds) given.spoken()).symbols())
        .containsExactly("ˈeɪ", "zˈiː");
  }

  @Test
  void otherLanguagesAreLeftToTheirPhonemizer() {
    String say = "<say-as interpret-as='%s'>%s</say-as>";
    assertThat(read("<voice name='hum'>" + say.formatted("cardinal", "42") + "</voice>").text())
        .isEqualTo("42");
    assertThat(read("<lang xml:lang='de'>" + say.formatted("digits", "42") + "</lang>").text())
        .isEqualTo("4 2");
    Script letters = read("<voice name='hum'>" + say.formatted("characters", "ab") + "</voice>");
    assertThat(letters.text()).isEqualTo("a b");
    assertThat(letters.pronunciations()).isEmpty();
  }

  @Test
  void anExpletiveIsSilent() {
    Script script = read("What the <say-as interpret-as='expletive'>hell</say-as> is it");

    assertThat(script.stretches())
        .extracting(
            stretch -> text(script, stretch), stretch -> stretch.speaking().prosody().gain())
        .containsExactly(tuple("What the ", 1f), tuple("hell", 0f), tuple(" is it", 1f));
  }

  @Test
  void aDocumentMayBeEmpty() {
    assertThat(reader.read("").text()).isEmpty();
    assertThat(reader.read(" \n ").stretches()).isEmpty();
    assertThat(read("").text()).isEmpty();
    assertThat(reader.read("<speak/>").marks()).isEmpty();
  }

  private Script read(String content) {
    return reader.read("<speak>" + content + "</speak>");
  }

  private static String text(Script script, Stretch stretch) {
    return script.text().substring(stretch.start(), stretch.end());
  }
}
