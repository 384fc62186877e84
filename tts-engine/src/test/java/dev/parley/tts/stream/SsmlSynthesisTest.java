package dev.parley.tts.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.parley.tts.Markup;
import dev.parley.tts.MarkupException;
import dev.parley.tts.SpeechSynthesizer;
import dev.parley.tts.SpokenMark;
import dev.parley.tts.SpokenWord;
import dev.parley.tts.SynthesisSettings;
import dev.parley.tts.SynthesisStream;
import dev.parley.tts.SynthesizedAudio;
import dev.parley.tts.ToneSynthesizer;
import dev.parley.tts.Voice;
import dev.parley.tts.pronunciation.Alphabet;
import dev.parley.tts.pronunciation.Ipa;
import dev.parley.tts.pronunciation.LexiconEntry;
import dev.parley.tts.pronunciation.PhonemeInventory;
import dev.parley.tts.pronunciation.Pronunciation.Alias;
import dev.parley.tts.pronunciation.Pronunciation.Sounds;
import dev.parley.tts.pronunciation.PronunciationLexicon;
import dev.parley.tts.text.TextChunk.Boundary;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Markup and lexica on their way through a stream, with tones for voices.
@Tag("unit")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SsmlSynthesisTest {
  private static final SynthesisSettings SSML = SynthesisSettings.DEFAULT.withMarkup(Markup.SSML);

  private final ToneSynthesizer synthesizer = ToneSynthesizer.duet();

  @Test
  void thePiecesCoverTheDocument() throws InterruptedException {
    String document =
        "<?xml version='1.0'?>\n<speak>\n<p>Good morning, everybody here.</p>\n"
            + "<prosody rate='fast'>This is quick.</prosody> And <emphasis>this</emphasis> &amp; that"
            + "<break/><!-- end --></speak>\n";

    List<SynthesizedAudio> heard = speak(document);

    assertThat(heard).extracting(SynthesizedAudio::text).doesNotContain("");
    assertThat(textOf(heard)).isEqualTo(document);
    long position = 0;
    int character = 0;
    for (SynthesizedAudio piece : heard) {
      assertThat(piece.audio().position()).isEqualTo(position);
      assertThat(piece.textStart()).isEqualTo(character);
      position = piece.audio().end();
      character += piece.text().length();
    }
    assertThat(words(heard, document))
        .containsExactly(
            "Good", "morning", "everybody", "here", "This", "is", "quick", "And", "this", "that");
  }

  @Test
  void aDocumentSoundsTheSameInSingleCharacters() throws InterruptedException {
    String document = "<speak>One <break time='1s'/> two. <mark name='m'/>Three.</speak>";
    List<SynthesizedAudio> whole = speak(document);
    List<SynthesizedAudio> singles = new ArrayList<>();
    try (SynthesisStream stream = synthesizer.open(ToneSynthesizer.TONE, SSML, singles::add)) {
      for (int i = 0; i < document.length(); i++) {
        stream.write(document.substring(i, i + 1));
      }
      assertThat(singles).isEmpty();
      stream.finish();
    }

    assertThat(singles).usingRecursiveComparison().isEqualTo(whole);
  }

  @Test
  void documentsFollowEachOther() throws InterruptedException {
    List<SynthesizedAudio> heard = new ArrayList<>();
    String first = "<speak>One.<mark name='a'/></speak>";
    String second = "<speak>Two <mark name='b'/>three.</speak>";
    try (SynthesisStream stream = synthesizer.open(ToneSynthesizer.TONE, SSML, heard::add)) {
      stream.write(first);
      stream.flush();
      stream.flush();
      stream.write(second);
      stream.finish();
      stream.finish();
    }

    assertThat(textOf(heard)).isEqualTo(first + second);
    assertThat(words(heard, first + second)).containsExactly("One", "Two", "three");
    assertThat(marks(heard)).extracting(SpokenMark::name).containsExactly("a", "b");
    assertThat(marks(heard).getFirst().position()).isEqualTo(heard.getFirst().audio().end());
  }

  @Test
  void aBreakIsExact() throws InterruptedException {
    long without = length(speak("<speak>One<break time='1ms'/>two</speak>"));
    long with = length(speak("<speak>One<break time='1501ms'/>two</speak>"));

    assertThat(with - without).isEqualTo(36_000);
    List<SynthesizedAudio> heard = speak("<speak>One<break time='1s'/>two</speak>");
    float[] first = heard.getFirst().audio().toArray();
    int silent = 0;
    while (silent < first.length && first[first.length - 1 - silent] == 0) {
      silent++;
    }
    assertThat(silent).isBetween(24_000, 24_010);
  }

  @Test
  void silenceMayStandAlone() throws InterruptedException {
    List<SynthesizedAudio> heard =
        speak("<speak><mark name='a'/><break time='2s'/><mark name='b'/></speak>");

    assertThat(heard).hasSize(1);
    assertThat(heard.getFirst().audio().length()).isEqualTo(48_000);
    assertThat(marks(heard)).extracting(SpokenMark::name).containsExactly("a", "b");
    assertThat(speak("<speak/>")).isEmpty();
    assertThat(speak("")).isEmpty();
    assertThat(speak("<speak> … <p/> </speak>")).isEmpty();
  }

  @Test
  void marksAloneAreToldWithoutAudio() throws InterruptedException {
    List<SynthesizedAudio> heard = speak("<speak><mark name='a'/> <mark name='b'/></speak>");

    assertThat(heard).hasSize(1);
    assertThat(heard.getFirst().audio().length()).isZero();
    assertThat(marks(heard)).containsExactly(new SpokenMark("a", 0), new SpokenMark("b", 0));
  }

  @Test
  void aMarkIsWhereTheNextWordStarts() throws InterruptedException {
    List<SynthesizedAudio> heard =
        speak(
            "<speak><mark name='start'/>One two <mark name='three'/>three"
                + "<break time='1s'/><mark name='four'/> four fi<mark name='inside'/>ve."
                + " <p>Six.</p><mark name='end'/></speak>");

    List<SpokenWord> words = heard.stream().flatMap(piece -> piece.words().stream()).toList();
    assertThat(marks(heard))
        .containsExactly(
            new SpokenMark("start", words.get(0).start()),
            new SpokenMark("three", words.get(2).start()),
            new SpokenMark("four", words.get(3).start()),
            new SpokenMark("inside", words.get(4).start()),
            new SpokenMark("end", heard.getLast().audio().end()));
    assertThat(words).extracting(SpokenWord::start).isSorted();
  }

  @Test
  void aliasesAreOneWord() throws InterruptedException {
    String document =
        "<speak>The <sub alias='World Wide Web'>WWW</sub> on"
            + " <say-as interpret-as='date' format='md'>5/12</say-as>.</speak>";

    assertThat(words(speak(document), document)).containsExactly("The", "WWW", "on", "5/12");
  }

  @Test
  void stylesReachTheVoice() throws InterruptedException {
    speak(
        "<speak>Slowly: <prosody rate='50%' pitch='+3st'>we go</prosody>, then"
            + " <prosody volume='silent'>not</prosody>.</speak>",
        SSML.withSpeed(1.5));

    assertThat(synthesizer.passages())
        .extracting(passage -> passage.chunk().text().strip(), passage -> passage.prosody().rate())
        .containsExactly(
            tuple("Slowly:", 1.5), tuple("we go,", 0.75), tuple("then", 1.5), tuple("not.", 1.5));
    assertThat(synthesizer.passages())
        .extracting(passage -> passage.chunk().boundary())
        .containsExactly(Boundary.CLAUSE, Boundary.CLAUSE, Boundary.WORD, Boundary.SENTENCE);
    assertThat(synthesizer.passages().get(1).prosody().pitch().factor())
        .isEqualTo(1.189, within(0.001));
    assertThat(synthesizer.passages().getLast().prosody().gain()).isZero();
  }

  @Test
  void anotherVoiceIsHeardAtTheRateOfTheReply() throws InterruptedException {
    String document = "<speak>One. <voice name='hum'>Two two.</voice> Three.</speak>";
    List<SynthesizedAudio> heard = speak(document);

    assertThat(heard).hasSize(3);
    SynthesizedAudio hum = heard.get(1);
    assertThat(hum.audio().format()).isEqualTo(ToneSynthesizer.TONE.format());
    assertThat(hum.audio().length())
        .isEqualTo(ToneSynthesizer.samplesOf("Two two.", ToneSynthesizer.HUM) * 3 / 2);
    assertThat(hum.words().getLast().end()).isLessThanOrEqualTo(hum.audio().end());
    assertThat(hum.words().getLast().start() - hum.audio().position()).isEqualTo(4 * 24_000 / 20);
    assertThat(words(heard, document)).containsExactly("One", "Two", "two", "Three");
  }

  @Test
  void theLexiconHoldsInTextAndInDocuments() throws InterruptedException {
    SynthesisSettings settings =
        SynthesisSettings.DEFAULT.withLexicon(
            lexicon(
                new LexiconEntry("WHO", new Alias("World Health Organization")),
                new LexiconEntry("Niamh", new Sounds(Alphabet.IPA, "niːv"))));
    speak("Niamh of the WHO.", settings);
    speak(
        "<speak>Niamh of <phoneme ph='huː'>WHO</phoneme>.</speak>",
        settings.withMarkup(Markup.SSML));

    assertThat(synthesizer.passages())
        .extracting(Passage::replacements)
        .satisfiesExactly(
            inText ->
                assertThat(inText)
                    .extracting(given -> given.start(), given -> given.end())
                    .containsExactly(tuple(0, 5), tuple(13, 16)),
            inDocument ->
                assertThat(inDocument)
                    .extracting(given -> given.start(), given -> given.spoken())
                    .containsExactly(
                        tuple(0, new Sounds(Alphabet.IPA, "niːv")),
                        tuple(9, new Sounds(Alphabet.IPA, "huː"))));
  }

  @Test
  void aLexiconThatTheVoiceCannotSayIsRefused() {
    SynthesisSettings settings =
        SynthesisSettings.DEFAULT.withLexicon(
            lexicon(new LexiconEntry("Hütte", new Sounds(Alphabet.IPA, "hʏtə"))));

    assertThatThrownBy(() -> synthesizer.open(ToneSynthesizer.TONE, settings, piece -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("'Hütte'", "'ʏ'");
  }

  @Test
  void inlinePhonemesHoldOnlyWhereTheyAreAskedFor() throws InterruptedException {
    String text = "Read the [docs](/dɒks/) now.";
    speak(text, SynthesisSettings.DEFAULT);
    List<SynthesizedAudio> heard =
        speak(text, SynthesisSettings.DEFAULT.withMarkup(Markup.INLINE_PHONEMES));

    assertThat(synthesizer.passages().getFirst().replacements()).isEmpty();
    assertThat(synthesizer.passages().getLast().replacements()).hasSize(1);
    assertThat(words(heard, text)).containsExactly("Read", "the", "docs", "now");
    assertThatThrownBy(
            () ->
                speak(
                    "A [hut](/hʏt/).",
                    SynthesisSettings.DEFAULT.withMarkup(Markup.INLINE_PHONEMES)))
        .isInstanceOf(MarkupException.class)
        .hasMessageContainingAll("[hut](/hʏt/)", "'ʏ'");
  }

  @Test
  void longPronunciationsAreCutIntoPieces() throws InterruptedException {
    SynthesisSettings settings =
        SynthesisSettings.DEFAULT.withLexicon(
            lexicon(new LexiconEntry("a", new Alias("long ".repeat(30)))));
    speak("a ".repeat(100) + ".", settings);

    assertThat(synthesizer.passages())
        .allSatisfy(
            passage ->
                assertThat(
                        passage.replacements().stream().mapToInt(given -> given.spoken().length()))
                    .satisfies(
                        lengths ->
                            assertThat(lengths.stream().mapToInt(Integer::intValue).sum())
                                .isLessThanOrEqualTo(600)));
    assertThat(
            synthesizer.passages().stream()
                .map(passage -> passage.chunk().text())
                .collect(Collectors.joining()))
        .isEqualTo("a ".repeat(100) + ".");
  }

  @Test
  void aMegabyteWithoutABlankIsSpoken() throws InterruptedException {
    SynthesisSettings settings =
        SynthesisSettings.DEFAULT.withLexicon(lexicon(new LexiconEntry("a", new Alias("b"))));
    TerseSynthesizer terse = new TerseSynthesizer();
    List<SynthesizedAudio> heard =
        speak("a".repeat(1 << 20), settings.withMarkup(Markup.INLINE_PHONEMES), terse);
    assertThat(textOf(heard)).hasSize(1 << 20);
    assertThat(speak("<speak>" + "a".repeat(200_000) + "</speak>", SSML, terse).size())
        .isGreaterThan(800);
    assertThatThrownBy(() -> speak("<speak>" + "a".repeat(1 << 20) + "</speak>"))
        .isInstanceOf(MarkupException.class);
  }

  @Test
  void aDocumentCanBeCancelled() throws InterruptedException {
    List<SynthesizedAudio> heard = new ArrayList<>();
    SynthesisStream stream = synthesizer.open(ToneSynthesizer.TONE, SSML, heard::add);
    stream.write("<speak>Never heard");
    stream.cancel();
    stream.write("</speak>");
    stream.finish();

    assertThat(heard).isEmpty();
    assertThatThrownBy(() -> stream.write("x")).isInstanceOf(IllegalStateException.class);
  }

  private List<SynthesizedAudio> speak(String document) throws InterruptedException {
    return speak(document, SSML);
  }

  private List<SynthesizedAudio> speak(String text, SynthesisSettings settings)
      throws InterruptedException {
    return speak(text, settings, synthesizer);
  }

  private static List<SynthesizedAudio> speak(
      String text, SynthesisSettings settings, SpeechSynthesizer synthesizer)
      throws InterruptedException {
    List<SynthesizedAudio> heard = new ArrayList<>();
    try (SynthesisStream stream = synthesizer.open(ToneSynthesizer.TONE, settings, heard::add)) {
      stream.write(text);
      stream.finish();
    }
    return heard;
  }

  /// One sample for each passage, for texts that would take hours.
  private static final class TerseSynthesizer implements ChunkedSynthesizer, ChunkSpeaker {
    @Override
    public List<Voice> voices() {
      return List.of(ToneSynthesizer.TONE);
    }

    @Override
    public ChunkSpeaker speaker(Voice voice) {
      return this;
    }

    @Override
    public PhonemeInventory phonemes() {
      return Ipa::of;
    }

    @Override
    public boolean speaksFirstAlone() {
      return false;
    }

    @Override
    public CompletableFuture<SpokenChunk> speak(Passage passage, boolean first) {
      return CompletableFuture.completedFuture(new SpokenChunk(new float[1], List.of()));
    }

    @Override
    public void close() {}
  }

  private static PronunciationLexicon lexicon(LexiconEntry... entries) {
    return PronunciationLexicon.of(List.of(entries));
  }

  private static long length(List<SynthesizedAudio> heard) {
    return heard.stream().mapToLong(piece -> piece.audio().length()).sum();
  }

  private static String textOf(List<SynthesizedAudio> heard) {
    return heard.stream().map(SynthesizedAudio::text).collect(Collectors.joining());
  }

  private static List<SpokenMark> marks(List<SynthesizedAudio> heard) {
    return heard.stream().flatMap(piece -> piece.marks().stream()).toList();
  }

  private static List<String> words(List<SynthesizedAudio> heard, String text) {
    return heard.stream()
        .flatMap(piece -> piece.words().stream())
        .map(word -> text.substring(word.textStart(), word.textEnd()))
        .toList();
  }
}
