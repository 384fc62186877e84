package dev.parley.asr.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.asr.HotWord;
import dev.parley.asr.RecognitionOptions.Task;
import dev.parley.asr.decoding.DecodedWindow.Verdict;
import dev.parley.asr.decoding.Hypothesis.Ending;
import dev.parley.asr.model.ModelUse;
import dev.parley.asr.model.ScriptedWhisperModel;
import dev.parley.asr.token.SpecialTokens;
import dev.parley.asr.token.TestTokenizers;
import dev.parley.asr.token.TokenList;
import dev.parley.asr.token.Tokenizer;
import dev.parley.audio.feature.FeatureWindow;
import dev.parley.audio.feature.LogMel;
import dev.parley.inference.InferenceExecutor.Urgency;
import dev.parley.inference.onnx.RunCancellation;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class WindowDecoderTest {
  private static final DecodingOptions TEXT =
      DecodingOptions.of(List.of("en"), Task.TRANSCRIBE).withTimestamps(false);

  @TempDir Path folder;
  private Tokenizer tokenizer;
  private SpecialTokens special;
  private int vocabulary;
  private ScriptedWhisperModel model = new ScriptedWhisperModel(0, fed -> new float[0]);

  @BeforeEach
  void prepare() {
    tokenizer = TestTokenizers.of(folder, " one", " two", " three", " four", " One");
    special = tokenizer.special();
    vocabulary = special.firstTimestamp() + 1501;
  }

  @AfterEach
  void everythingIsClosed() {
    assertThat(model.open()).isZero();
  }

  @Test
  void feedsPreviousTextLanguageAndTask() {
    script(saying(tokenizer.encode(" one two")));

    DecodedWindow decoded = decode(TEXT.withPrevious("four").withLanguages(List.of("de")));

    assertThat(decoded.text()).isEqualTo(" one two");
    assertThat(decoded.language()).isEqualTo("de");
    assertThat(decoded.verdict()).isEqualTo(Verdict.ACCEPTED);
    assertThat(model.decodings().getFirst())
        .startsWith(
            special.startOfPrevious(),
            tokenizer.encode(" four")[0],
            special.startOfTranscript(),
            language("de"),
            special.transcribe(),
            special.noTimestamps());
  }

  @Test
  void identifiesTheLanguageAmongTheCandidates() {
    script(
        fed -> {
          float[] scores = saying(tokenizer.encode(" one")).apply(fed);
          if (fed.getLast() == special.startOfTranscript()) {
            scores[language("ja")] = 30;
            scores[language("de")] = 20;
          }
          return scores;
        });

    assertThat(decode(TEXT.withLanguages(List.of())).language()).isEqualTo("ja");
    assertThat(decode(TEXT.withLanguages(List.of("en", "de"))).language()).isEqualTo("de");
  }

  @Test
  void neverSaysWhatIsSuppressed() {
    int bracket = tokenizer.encode("[")[0];
    script(
        fed -> {
          float[] scores = saying(tokenizer.encode(" one")).apply(fed);
          scores[bracket] = 50;
          scores[special.noSpeech()] = 50;
          scores[special.firstTimestamp() + 7] = 50;
          return scores;
        });

    assertThat(decode(TEXT).text()).isEqualTo(" one");
  }

  @Test
  void startsWithTheKnownPrefix() {
    script(saying(tokenizer.encode(" one two three")));
    Hypothesis prefix = decode(TEXT).hypothesis().prefix(2);

    DecodedWindow decoded = decode(TEXT.withPrefix(prefix));

    assertThat(decoded.text()).isEqualTo(" one two three");
    assertThat(decoded.hypothesis().commonPrefix(prefix)).isEqualTo(2);
  }

  @Test
  void promptOfAKnownLanguageIsOneRun() {
    script(saying(tokenizer.encode(" one two three")));

    decode(TEXT);
    assertThat(model.runs()).isEqualTo(4);

    decode(TEXT.withLanguages(List.of()));
    assertThat(model.runs()).isEqualTo(4 + 5);
  }

  @Test
  void draftChangesOnlyTheNumberOfRuns() {
    int[] spoken = tokenizer.encode(" one two three four");
    script(
        fed -> {
          float[] scores = saying(spoken).apply(fed);
          // Every position looks different, so that a row taken for another one shows.
          scores[spoken[fed.size() % spoken.length]] += fed.size() / 10f;
          return scores;
        });
    DecodedWindow plain = decode(TEXT.withWords(true));
    int plainRuns = model.runs();
    List<int[]> drafts =
        List.of(
            spoken,
            tokenizer.encode(" one two"),
            tokenizer.encode(" one two four three"),
            tokenizer.encode(" four"),
            tokenizer.encode(" one two three four one two three"));
    List<Integer> saved = List.of(4, 2, 2, 0, 4);
    for (int i = 0; i < drafts.size(); i++) {
      int runs = model.runs();
      DecodedWindow drafted = decode(TEXT.withWords(true).withDraft(hypothesis(drafts.get(i))));

      assertSame(drafted, plain);
      assertThat(plainRuns - (model.runs() - runs)).isEqualTo(saved.get(i));
      assertThat(model.decodings().getLast()).isEqualTo(model.decodings().getFirst());
    }
  }

  @Test
  void draftMayHaveTimestamps() {
    TokenList spoken = new TokenList();
    spoken.add(special.firstTimestamp());
    spoken.addAll(tokenizer.encode(" one two three four"));
    spoken.add(special.firstTimestamp() + 50);
    script(saying(spoken.toArray()));
    DecodedWindow plain = decode(TEXT.withTimestamps(true));
    int plainRuns = model.runs();

    DecodedWindow drafted = decode(TEXT.withTimestamps(true).withDraft(plain.hypothesis()));

    assertThat(drafted.text()).isEqualTo(" one two three four");
    assertSame(drafted, plain);
    assertThat(model.runs() - plainRuns).isEqualTo(1);
  }

  @Test
  void draftFollowsThePrefix() {
    int[] spoken = tokenizer.encode(" one two three four");
    script(saying(spoken));
    Hypothesis prefix = hypothesis(tokenizer.encode(" one two"));
    DecodedWindow plain = decode(TEXT.withPrefix(prefix));
    int runs = model.runs();

    DecodedWindow drafted =
        decode(TEXT.withPrefix(prefix).withDraft(hypothesis(tokenizer.encode(" three four"))));

    assertSame(drafted, plain);
    assertThat(model.runs() - runs).isEqualTo(1);
  }

  @Test
  void draftOfARepetitionIsCutToo() {
    int[] spoken = tokenizer.encode(" one two three, one two three. four");
    script(saying(spoken));
    DecodedWindow plain = decode(TEXT.withGuard(true));

    assertSame(decode(TEXT.withGuard(true).withDraft(hypothesis(spoken))), plain);
  }

  @Test
  void draftLongerThanTheContextIsCut() {
    script(saying(tokenizer.encode(" one")));
    int[] tooLong = new int[500];
    Arrays.fill(tooLong, tokenizer.encode(" one")[0]);

    assertThat(decode(TEXT.withDraft(hypothesis(tooLong))).text()).isEqualTo(" one");
  }

  @Test
  void cutsWhatIsSaidTwice() {
    script(saying(tokenizer.encode(" one two three, one two three. four")));

    DecodedWindow decoded = decode(TEXT.withGuard(true).withTemperatures(List.of(0.0)));

    assertThat(decoded.hypothesis().ending()).isEqualTo(Ending.REPEATED);
    assertThat(decoded.text()).isEqualTo(" one two three,");
    assertThat(decoded.verdict()).isEqualTo(Verdict.DOUBTFUL);
    assertThat(decode(TEXT).hypothesis().ending()).isEqualTo(Ending.COMPLETE);
  }

  @Test
  void cutsAWordThatIsAllThereIsAndSaidTwice() {
    script(saying(tokenizer.encode(" one, one, one")));
    model.moveOn(2);

    assertThat(guarded().text()).isEqualTo(" one,");
  }

  @Test
  void cutsACopyThatAWordJoins() {
    script(saying(tokenizer.encode(" one two three four two, three one two three four two. four")));

    assertThat(guarded().text()).isEqualTo(" one two three four two,");

    script(saying(tokenizer.encode(" one two three, four one two three. two")));

    assertThat(guarded().text()).isEqualTo(" one two three, four one two three. two");
  }

  @Test
  void keepsWhatTheSpeakerRepeats() {
    script(saying(tokenizer.encode(" one one two")));
    model.moveOn(8);

    assertThat(guarded().text()).isEqualTo(" one one two");
  }

  @Test
  void doubtsACopyInShortAudio() {
    script(saying(tokenizer.encode(" one two two")));
    model.moveOn(8);

    assertThat(guarded().verdict()).isEqualTo(Verdict.DOUBTFUL);
    assertThat(Copies.endIn("Wait. Wait. Wait.")).isTrue();
    assertThat(Copies.endIn("Come on, come on!")).isTrue();
    assertThat(Copies.endIn("No, no, not that.")).isFalse();
    assertThat(Copies.endIn("")).isFalse();
  }

  @Test
  void cutsACopyThatIsHeardBehindTheAudio() {
    script(saying(tokenizer.encode(" one one")));
    model.moveOn(16);

    // The tokens look at 48 and 64; the audio of 1 s ends at 50.
    assertThat(guarded().text()).isEqualTo(" one");
  }

  private DecodedWindow guarded() {
    return decode(TEXT.withGuard(true).withTemperatures(List.of(0.0)));
  }

  @Test
  void triesEveryTemperatureWhenItGuesses() {
    script(guessing(tokenizer.encode(" one two three four")));

    DecodedWindow decoded = decode(TEXT);

    // Every attempt hears the "four" at the beginning.
    assertThat(decoded.verdict()).isEqualTo(Verdict.DOUBTFUL);
    assertThat(decoded.hypothesis().averageLogProbability()).isLessThan(-1);
    assertThat(model.runs()).isGreaterThan(5 * 10);
  }

  /// Says " four", then tokens of which none is likelier than the others.
  private Function<List<Integer>, float[]> guessing(int... tokens) {
    return fed -> {
      int said = fed.size() - 1 - fed.lastIndexOf(special.noTimestamps());
      if (said == 0) {
        return certain(tokenizer.encode(" four")[0]);
      }
      if (said > 10) {
        return certain(special.endOfText());
      }
      float[] scores = new float[vocabulary];
      for (int token : tokens) {
        scores[token] = 20;
      }
      return scores;
    };
  }

  @Test
  void takesGuessesOfWhichNoneIsLikeAnotherForSilence() {
    script(fed -> fed.size() < 8 ? new float[vocabulary] : certain(special.endOfText()));

    DecodedWindow decoded = decode(TEXT);

    assertThat(decoded.verdict()).isEqualTo(Verdict.SILENCE);
    assertThat(decoded.hypothesis().averageLogProbability()).isLessThan(-1);
    assertThat(decoded.noSpeechProbability()).isLessThan(0.1);
  }

  @Test
  void takesGuessesWithoutSpeechForSilence() {
    script(
        fed -> {
          float[] scores = fed.size() < 8 ? new float[vocabulary] : certain(special.endOfText());
          if (fed.getLast() == special.startOfTranscript()) {
            scores[special.noSpeech()] = 20;
          }
          return scores;
        });

    DecodedWindow decoded = decode(TEXT);

    assertThat(decoded.verdict()).isEqualTo(Verdict.SILENCE);
    assertThat(decoded.noSpeechProbability()).isCloseTo(1, within(1e-3));
    assertThat(decoded.temperature()).isZero();
  }

  @Test
  void endsAtTheSampleLimit() {
    script(fed -> certain(tokenizer.encode(" one")[0]));

    DecodedWindow decoded = decode(TEXT.withTemperatures(List.of(0.0)));

    assertThat(decoded.hypothesis().ending()).isEqualTo(Ending.TOO_LONG);
    assertThat(decoded.hypothesis().length()).isEqualTo(224);
    assertThat(decoded.compressionRatio()).isGreaterThan(2.4);
    assertThat(decoded.verdict()).isEqualTo(Verdict.DOUBTFUL);
  }

  @Test
  void stopsBetweenTokens() {
    RunCancellation cancellation = new RunCancellation();
    Function<List<Integer>, float[]> speech = saying(tokenizer.encode(" one two three"));
    script(
        fed -> {
          if (fed.getLast() == tokenizer.encode(" one two")[1]) {
            cancellation.cancel();
          }
          return speech.apply(fed);
        });

    assertThatThrownBy(
            () ->
                new WindowDecoder(model, tokenizer)
                    .decode(window(), TEXT, new ModelUse(Urgency.FINAL, cancellation)))
        .isInstanceOf(CancellationException.class);
    assertThat(model.decodings().getFirst()).doesNotContain(tokenizer.encode(" three")[0]);
  }

  @Test
  void timesWords() {
    script(saying(tokenizer.encode(" one two.")));

    List<AlignedWord> words = decode(TEXT.withWords(true)).words();

    assertThat(words).extracting(AlignedWord::text).containsExactly(" one", " two.");
    // The token before " one" is number 3 of those fed, and each looks eight positions further on.
    assertThat(words.getFirst().end()).isCloseTo(words.getLast().start(), within(1.0));
    assertThat(words.getLast().start()).isCloseTo(32, within(6.0));
    assertThat(words.getFirst().probability()).isGreaterThan(0.9);
  }

  @Test
  void hotWordsDecideBetweenTokensThatAreNearlyAsLikely() {
    script(this::hesitate);
    HotWords words = HotWords.of(tokenizer, List.of(new HotWord("four two", 3)));

    assertThat(decode(TEXT).text()).isEqualTo(" one two");
    DecodedWindow decoded = decode(TEXT.withHotWords(words));
    assertThat(decoded.text()).isEqualTo(" four two");
    // What is reported is what the network thinks.
    assertThat(decoded.hypothesis().probability(0)).isCloseTo(0.4, within(0.02));
    assertThat(decode(TEXT.withHotWords(words).withBeam(3)).text()).isEqualTo(" four two");
  }

  @Test
  void beamFindsWhatIsLikelierAsAWhole() {
    int one = tokenizer.encode(" one")[0];
    int two = tokenizer.encode(" two")[0];
    int four = tokenizer.encode(" four")[0];
    script(
        fed -> {
          float[] scores = new float[vocabulary];
          Arrays.fill(scores, -30);
          if (fed.getLast() == special.noTimestamps()) {
            scores[one] = (float) Math.log(0.6);
            scores[four] = (float) Math.log(0.4);
          } else if (fed.getLast() == one) {
            // Behind the likelier beginning nothing is likely.
            for (int token = 0; token < 20; token++) {
              scores['a' + token] = (float) Math.log(0.05);
            }
          } else if (fed.getLast() == four) {
            scores[two] = 0;
          } else {
            scores[special.endOfText()] = 0;
          }
          return scores;
        });
    DecodingOptions once = TEXT.withTemperatures(List.of(0.0));

    assertThat(decode(once).text()).startsWith(" one");
    DecodedWindow decoded = decode(once.withBeam(2).withWords(true));
    assertThat(decoded.text()).isEqualTo(" four two");
    assertThat(decoded.hypothesis().ending()).isEqualTo(Ending.COMPLETE);
    assertThat(decoded.hypothesis().averageLogProbability())
        .isCloseTo(Math.log(0.4) / 3, within(1e-3));
    assertThat(decoded.words()).extracting(AlignedWord::text).containsExactly(" four", " two");
  }

  @Test
  void beamSaysWhatIsCertain() {
    script(saying(tokenizer.encode(" one two three")));
    DecodingOptions wide = TEXT.withBeam(4);

    assertThat(decode(wide).text()).isEqualTo(" one two three");
    Hypothesis prefix = decode(wide).hypothesis().prefix(2);
    assertThat(decode(wide.withPrefix(prefix)).text()).isEqualTo(" one two three");
    script(saying(tokenizer.encode(" one two three, one two three. four")));
    assertThat(decode(wide.withGuard(true).withTemperatures(List.of(0.0))).text())
        .isEqualTo(" one two three,");
    script(fed -> certain(tokenizer.encode(" one")[0]));
    assertThat(decode(wide.withTemperatures(List.of(0.0))).hypothesis().ending())
        .isEqualTo(Ending.TOO_LONG);
  }

  /// Says " one two", nearly " four two".
  private float[] hesitate(List<Integer> fed) {
    float[] scores = saying(tokenizer.encode(" one two")).apply(fed);
    if (fed.getLast() == special.noTimestamps()) {
      scores[tokenizer.encode(" four")[0]] = 19.6f;
    }
    return scores;
  }

  @Test
  void obeysTimestampRules() {
    int start = special.firstTimestamp();
    script(saying(start, tokenizer.encode(" one")[0], start + 90, start + 90, special.endOfText()));

    DecodedWindow decoded = decode(TEXT.withTimestamps(true));

    // The audio of 1 s ends at timestamp 50, so 90 is refused.
    assertThat(decoded.hypothesis().token(0)).isEqualTo(start);
    assertThat(decoded.text()).startsWith(" one");
    assertThat(Arrays.stream(decoded.hypothesis().tokens()).max().orElseThrow())
        .isLessThanOrEqualTo(start + 50);
  }

  private static Hypothesis hypothesis(int... tokens) {
    TokenList list = new TokenList();
    list.addAll(tokens);
    return Hypothesis.of(list, new double[tokens.length + 1], tokens.length, Ending.COMPLETE);
  }

  private static void assertSame(DecodedWindow actual, DecodedWindow expected) {
    assertThat(actual.hypothesis().tokens()).isEqualTo(expected.hypothesis().tokens());
    assertThat(actual.hypothesis().ending()).isEqualTo(expected.hypothesis().ending());
    assertThat(actual.hypothesis().averageLogProbability())
        .isEqualTo(expected.hypothesis().averageLogProbability());
    assertThat(actual.words()).isEqualTo(expected.words());
    assertThat(actual.noSpeechProbability()).isEqualTo(expected.noSpeechProbability());
    assertThat(actual.verdict()).isEqualTo(expected.verdict());
  }

  private int language(String code) {
    return Objects.requireNonNull(special.languages().get(code));
  }

  private void script(Function<List<Integer>, float[]> rule) {
    model = new ScriptedWhisperModel(vocabulary, rule);
  }

  /// Says these tokens after the prompt, then ends.
  private Function<List<Integer>, float[]> saying(int... tokens) {
    return fed -> {
      int promptEnd =
          Math.max(
              fed.lastIndexOf(special.noTimestamps()),
              Math.max(
                  fed.lastIndexOf(special.transcribe()), fed.lastIndexOf(special.translate())));
      int next = fed.size() - 1 - promptEnd;
      return certain(promptEnd >= 0 && next < tokens.length ? tokens[next] : special.endOfText());
    };
  }

  private float[] certain(int token) {
    float[] scores = new float[vocabulary];
    scores[token] = 20;
    return scores;
  }

  private DecodedWindow decode(DecodingOptions options) {
    return new WindowDecoder(model, tokenizer).decode(window(), options, ModelUse.UNCANCELLED);
  }

  private static FeatureWindow window() {
    LogMel features = new LogMel(80);
    features.append(new float[16_000], 0, 16_000);
    return features.window(0, 16_000, 228);
  }
}
