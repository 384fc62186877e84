package dev.parley.asr.decoding;

import dev.parley.asr.RecognitionOptions.Task;
import dev.parley.asr.decoding.DecodedWindow.Verdict;
import dev.parley.asr.decoding.HallucinationFilter.Evidence;
import dev.parley.asr.decoding.Hypothesis.Ending;
import dev.parley.asr.model.EncodedAudio;
import dev.parley.asr.model.ModelUse;
import dev.parley.asr.model.TextDecoder;
import dev.parley.asr.model.WhisperModel;
import dev.parley.asr.token.SpecialTokens;
import dev.parley.asr.token.TokenList;
import dev.parley.asr.token.Tokenizer;
import dev.parley.audio.feature.FeatureWindow;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/// Decodes windows as OpenAI's `transcribe` does: the prompt, the language, a search under the
/// logit filters, and the same again at a higher temperature while the result cannot be believed.
///
/// Immutable and thread-safe. The caller, best a virtual thread, waits for the model.
public final class WindowDecoder {
  private static final double SECONDS_PER_TIMESTAMP = 0.02;

  /// In so little audio hardly anybody says something twice. A copy of a single word is too short
  /// for the attention to tell it from a spoken one, so a longer window has to say the same.
  private static final double SHORT_SECONDS = 3;

  private final WhisperModel model;
  private final Tokenizer tokenizer;
  private final SpecialTokens special;
  private final LanguageIdentifier identifier;
  private final WordAligner aligner;
  private final SuppressTokens suppressTokens;
  private final SuppressBlank suppressBlank;
  private final HallucinationFilter hallucinations = new HallucinationFilter();

  public WindowDecoder(WhisperModel model, Tokenizer tokenizer) {
    this.model = model;
    this.tokenizer = tokenizer;
    this.special = tokenizer.special();
    this.identifier = new LanguageIdentifier(special);
    this.aligner = new WordAligner(tokenizer);
    this.suppressTokens = SuppressTokens.standard(tokenizer);
    this.suppressBlank = new SuppressBlank(tokenizer.encode(" ")[0], special.endOfText());
  }

  /// @throws java.util.concurrent.CancellationException if `use` was cancelled
  /// @throws java.util.concurrent.RejectedExecutionException if too much work waits
  public DecodedWindow decode(FeatureWindow window, DecodingOptions options, ModelUse use) {
    try (EncodedAudio audio = model.encode(window.values(), window.frames(), use);
        TextDecoder decoder = model.decoder(audio, use)) {
      float[] scores = new float[model.dimensions().vocabulary()];
      Prompted prompted = prompt(decoder, options, scores);
      return decode(decoder, prompted, scores, window, options);
    }
  }

  /// What a prompt that was fed has shown.
  ///
  /// @param length of the prompt, the prefix included
  /// @param drafted the decoding, which knows what follows the draft already
  private record Prompted(
      String language, double noSpeechProbability, int length, DraftedDecoder drafted) {}

  /// Feeds the prompt and the draft, in one run where the language is known; leaves the scores of
  /// the first token of the transcript, or of the first behind the prefix, in `scores`.
  private Prompted prompt(TextDecoder decoder, DecodingOptions options, float[] scores) {
    List<String> candidates = options.languages();
    int[] previous = previous(options);
    double noSpeech = 0;
    if (special.multilingual() && candidates.size() != 1) {
      decoder.feed(special.startOfTranscript()).get(scores);
      candidates = List.of(identifier.identify(scores, candidates));
      noSpeech = noSpeech(scores);
      if (previous.length > 0) {
        // The language of the previous text must not decide.
        decoder.truncate(0);
      }
    }
    String language = special.multilingual() ? candidates.getFirst() : "";
    if (previous.length > 0) {
      // Apart from the rest, of which every token is scored.
      decoder.feed(previous);
    }
    boolean started = decoder.length() > previous.length;
    TokenList tokens = new TokenList();
    if (!started) {
      tokens.add(special.startOfTranscript());
    }
    tokens.addAll(task(language, options));
    int length = decoder.length() + tokens.size();
    int[] draft = options.draft().tokens();
    if (draft.length == 0 && options.timestamps()) {
      // Most transcripts start at 0.
      draft = new int[] {special.firstTimestamp()};
    }
    int room = Math.max(0, model.dimensions().textContext() - length);
    draft = Arrays.copyOf(draft, Math.min(draft.length, room));
    int given = tokens.size();
    tokens.addAll(draft);
    FloatBuffer rows = decoder.verify(tokens.toArray());
    if (!started) {
      rows.get(0, scores);
      noSpeech = noSpeech(scores);
    }
    int behind = (given - 1) * scores.length;
    rows.get(behind, scores);
    rows = rows.slice(behind, (1 + draft.length) * scores.length);
    return new Prompted(language, noSpeech, length, new DraftedDecoder(decoder, draft, rows));
  }

  private double noSpeech(float[] scores) {
    return Math.exp(scores[special.noSpeech()] - Softmax.logSumExp(scores, 0, scores.length));
  }

  /// Everything behind the start-of-transcript token that is given, not found.
  private int[] task(String language, DecodingOptions options) {
    TokenList task = new TokenList();
    Integer languageToken = special.languages().get(language);
    if (languageToken != null) {
      task.add(languageToken);
      task.add(options.task() == Task.TRANSLATE ? special.translate() : special.transcribe());
    }
    if (!options.timestamps()) {
      task.add(special.noTimestamps());
    }
    task.addAll(options.prefix().tokens());
    return task.toArray();
  }

  private int[] previous(DecodingOptions options) {
    if (options.previous().isBlank()) {
      return new int[0];
    }
    int[] text = tokenizer.encode(" " + options.previous().strip());
    int most = model.dimensions().textContext() / 2 - 1;
    TokenList tokens = new TokenList();
    tokens.add(special.startOfPrevious());
    tokens.addAll(Arrays.copyOfRange(text, Math.max(0, text.length - most), text.length));
    return tokens.toArray();
  }

  private DecodedWindow decode(
      TextDecoder decoder,
      Prompted prompted,
      float[] scores,
      FeatureWindow window,
      DecodingOptions options) {
    int contentTimestamps = window.contentTimestamps();
    List<LogitFilter> filters = new ArrayList<>(List.of(suppressBlank, suppressTokens));
    if (options.timestamps()) {
      filters.add(new TimestampRules(special, contentTimestamps));
    } else {
      filters.add(noTimestamps());
    }
    int prompt = prompted.length();
    int first = prompt - options.prefix().length();
    int context = model.dimensions().textContext();
    int limit = Math.min(context / 2, context - prompt + options.prefix().length());
    Pauses pauses = Pauses.of(window);
    int heard = pauses.lastHeard();
    List<DecodedWindow> rejected = new ArrayList<>();
    for (double temperature : options.temperatures()) {
      TextDecoder attempt = decoder;
      if (rejected.isEmpty()) {
        attempt = prompted.drafted();
      } else {
        decoder.truncate(prompt);
      }
      Search search =
          temperature == 0 && options.beam() > 1
              ? new BeamSearch(model, tokenizer, filters, options, limit, heard)
              : new SequentialSearch(
                  tokenizer,
                  filters,
                  options.hotWords(),
                  temperature,
                  limit,
                  options.guarded(),
                  heard);
      Hypothesis hypothesis = search.search(attempt, scores, options.prefix());
      prompted.drafted().leaveDraft();
      DecodedWindow result = judge(hypothesis, prompted, temperature, contentTimestamps, options);
      if (result.verdict() != Verdict.DOUBTFUL) {
        if (!rejected.isEmpty() && options.thresholds().isMadeUp(result, rejected)) {
          return result.withVerdict(Verdict.SILENCE);
        }
        return withWords(decoder, result, first, pauses, options);
      }
      rejected.add(result);
    }
    DecodedWindow best = leastDoubtful(rejected, options);
    if (options.temperatures().size() > 1
        && (options.thresholds().isNoise(best) || options.thresholds().isMadeUp(best, rejected))) {
      return best.withVerdict(Verdict.SILENCE);
    }
    if (options.words() && best.hypothesis().length() > 0 && !best.equals(rejected.getLast())) {
      // The decoder remembers the last attempt only.
      decoder.truncate(first);
      decoder.feed(best.hypothesis().tokens());
    }
    return withWords(decoder, best, first, pauses, options);
  }

  private DecodedWindow judge(
      Hypothesis hypothesis,
      Prompted prompted,
      double temperature,
      int contentTimestamps,
      DecodingOptions options) {
    QualityThresholds thresholds = options.thresholds();
    double seconds = contentTimestamps * SECONDS_PER_TIMESTAMP;
    String text = tokenizer.decodeFinished(hypothesis.tokens());
    double ratio = CompressionRatio.of(text);
    double average = hypothesis.averageLogProbability();
    boolean silence = thresholds.isSilence(prompted.noSpeechProbability(), average);
    boolean doubtful =
        thresholds.isRepetitive(ratio)
            || thresholds.isGuess(average)
            || hypothesis.ending() == Ending.REPEATED
            || (options.guarded() && seconds <= SHORT_SECONDS && Copies.endIn(text));
    Verdict verdict = silence ? Verdict.SILENCE : doubtful ? Verdict.DOUBTFUL : Verdict.ACCEPTED;
    if (verdict == Verdict.ACCEPTED) {
      verdict =
          hallucinations.judge(
              new Evidence(
                  text,
                  prompted.language(),
                  (int) Arrays.stream(hypothesis.tokens()).filter(special::isText).count(),
                  average,
                  prompted.noSpeechProbability(),
                  OptionalDouble.empty(),
                  seconds));
    }
    return new DecodedWindow(
        prompted.language(),
        hypothesis,
        text,
        List.of(),
        prompted.noSpeechProbability(),
        ratio,
        temperature,
        verdict);
  }

  /// faster-whisper's choice: the likeliest of those that do not repeat themselves, if there are
  /// any.
  private static DecodedWindow leastDoubtful(
      List<DecodedWindow> rejected, DecodingOptions options) {
    DecodedWindow best = rejected.getFirst();
    for (DecodedWindow candidate : rejected) {
      boolean bestRepeats = options.thresholds().isRepetitive(best.compressionRatio());
      boolean candidateRepeats = options.thresholds().isRepetitive(candidate.compressionRatio());
      boolean likelier =
          candidate.hypothesis().averageLogProbability()
              > best.hypothesis().averageLogProbability();
      if (bestRepeats != candidateRepeats ? bestRepeats : likelier) {
        best = candidate;
      }
    }
    return best;
  }

  private DecodedWindow withWords(
      TextDecoder decoder,
      DecodedWindow result,
      int first,
      Pauses pauses,
      DecodingOptions options) {
    if (!options.words() || result.verdict() == Verdict.SILENCE) {
      return result;
    }
    return result.withWords(
        aligner.align(
            decoder, first, result.hypothesis(), result.language(), pauses, options.speech()));
  }

  private LogitFilter noTimestamps() {
    int first = special.noTimestamps();
    int count = model.dimensions().vocabulary() - first;
    int[] tokens = new int[count];
    Arrays.setAll(tokens, i -> first + i);
    return new SuppressTokens(tokens);
  }
}
