package dev.parley.asr.stream;

import dev.parley.asr.RecognitionOptions;
import dev.parley.asr.Transcript;
import dev.parley.asr.Word;
import dev.parley.asr.decoding.AlignedWord;
import dev.parley.asr.decoding.DecodedWindow;
import dev.parley.asr.decoding.DecodedWindow.Verdict;
import dev.parley.asr.decoding.DecodingOptions;
import dev.parley.asr.decoding.HotWords;
import dev.parley.asr.decoding.Hypothesis;
import dev.parley.asr.model.ModelUse;
import dev.parley.asr.token.WordSplitter;
import dev.parley.audio.feature.FeatureWindow;
import dev.parley.audio.feature.LogMel;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The recognition of one utterance: the window of audio that is still open, the words in it that
/// are certain, and the text that has left it.
///
/// Every decoding starts with the certain words, so they never change. When the window becomes too
/// long, it slides: the text up to a sentence or a pause is settled and its audio forgotten.
///
/// Used by one thread at a time.
final class UtteranceDecoding {
  /// Longer windows cost more for each partial than their context is worth.
  private static final long LONGEST_WINDOW = 20 * 16_000L;

  /// 1 s in encoder positions.
  private static final double GUESSED = 50;

  private static final int SAMPLES_PER_POSITION = 2 * LogMel.HOP;
  private static final List<Double> GREEDY = List.of(0.0);

  /// Nobody can wait for OpenAI's six attempts.
  private static final List<Double> TEMPERATURES = List.of(0.0, 0.4);

  private final Engine engine;
  private final UtteranceAudio audio;
  private final Agreement agreement;
  private final LogMel features;
  private final DecodingOptions options;
  private final List<Word> settledWords = new ArrayList<>();
  private String settledText = "";
  private long windowStart;
  private String language = "";
  private Hypothesis certain = Hypothesis.EMPTY;

  /// The audio of the first window.
  private SampleQueue beginning = new SampleQueue();

  private @Nullable DecodedWindow last;
  private long lastEnd;
  private boolean careful;
  private long deliveredUpTo;

  UtteranceDecoding(Engine engine, UtteranceAudio audio, RecognitionOptions options) {
    this.engine = engine;
    this.audio = audio;
    this.agreement = new Agreement(new WordSplitter(engine.tokenizer()));
    this.features = new LogMel(engine.dimensions().melBins());
    this.options =
        DecodingOptions.of(options.languages(), options.task())
            .withTimestamps(false)
            .withGuard(true)
            .withWords(options.words())
            .withPrevious(options.prompt())
            .withHotWords(HotWords.of(engine.tokenizer(), options.hotWords()))
            .withBeam(options.beam());
  }

  /// Decodes all audio that has arrived, and finds what has become certain.
  ///
  /// @param withCare as a final is decoded, because nothing may follow
  /// @throws java.util.concurrent.CancellationException if `use` was cancelled
  void decodePartial(boolean withCare, ModelUse use) {
    takeAudio(use);
    if (audio.isSilent()) {
      return;
    }
    Hypothesis previous = last == null ? Hypothesis.EMPTY : last.hypothesis();
    DecodedWindow present =
        withCare
            ? decodeWithCare(options.withWords(true), use)
            : decodeWindow(
                features.samples(),
                options.withTemperatures(GREEDY).withBeam(1).withWords(true),
                use);
    if (present.verdict() == Verdict.ACCEPTED) {
      int agreed =
          agreement.certain(previous, present.hypothesis(), present.language(), certain.length());
      certain =
          present.hypothesis().prefix(Math.max(certain.length(), Math.min(agreed, past(present))));
      if (certain.length() > 0) {
        language = present.language();
      }
    }
    last = present;
    lastEnd = features.samples();
    careful = withCare;
  }

  /// The number of tokens of the words that ended well before the end of the audio: near it, the
  /// network guesses what it cannot hear yet, and may do so twice.
  private int past(DecodedWindow window) {
    double end = length();
    int tokens = 0;
    for (AlignedWord word : window.words()) {
      if (word.end() <= end - GUESSED) {
        tokens = word.to();
      }
    }
    return tokens;
  }

  /// Of the audio in the window, in encoder positions.
  private double length() {
    return (double) (features.samples() - windowStart * LogMel.HOP) / SAMPLES_PER_POSITION;
  }

  /// Decodes the whole of the utterance with all care, unless the last partial has heard it all.
  ///
  /// @throws java.util.concurrent.CancellationException if `use` was cancelled
  void decodeFinal(ModelUse use) {
    if (isHeard() || audio.isSilent()) {
      return;
    }
    takeAudio(use);
    last = decodeWithCare(options, use);
    lastEnd = features.samples();
    careful = true;
  }

  /// Whether the last partial is as good as a final would be.
  boolean isHeard() {
    return last != null
        && (careful || last.verdict() != Verdict.DOUBTFUL)
        && audio.isHeardUpTo(lastEnd);
  }

  /// Samples of audio whose text is settled and not delivered.
  long settled() {
    return windowStart * LogMel.HOP - deliveredUpTo;
  }

  /// Takes the settled text out, as an utterance of its own.
  Transcript.Final deliverSettled(int utterance) {
    long start = audio.position(deliveredUpTo);
    deliveredUpTo = windowStart * LogMel.HOP;
    long end = audio.position(deliveredUpTo);
    Transcript.Final delivered =
        new Transcript.Final(
            utterance, language(), end, settledText.strip(), start, end, settledWords, 0, 0);
    settledText = "";
    settledWords.clear();
    return delivered;
  }

  Transcript.Partial partial(int utterance) {
    String certainText = engine.tokenizer().decode(certain.tokens());
    String window = windowText(certainText);
    String tentative = window.startsWith(certainText) ? window.substring(certainText.length()) : "";
    String committed = (settledText + certainText).stripLeading();
    List<Word> words = new ArrayList<>(settledWords);
    if (last != null) {
      last.words().stream()
          .filter(word -> word.to() <= certain.length())
          .map(this::word)
          .forEach(words::add);
    }
    return new Transcript.Partial(
        utterance,
        language(),
        audio.position(lastEnd),
        committed,
        committed.isEmpty() ? tentative.stripLeading() : tentative,
        words);
  }

  Transcript.Final result(int utterance) {
    List<Word> words = new ArrayList<>(settledWords);
    String text = settledText;
    double averageLogProbability = 0;
    double noSpeechProbability = audio.isSilent() ? 1 : 0;
    if (last != null) {
      text += windowText(engine.tokenizer().decode(certain.tokens()));
      last.words().stream().map(this::word).forEach(words::add);
      noSpeechProbability = last.noSpeechProbability();
      averageLogProbability = text.isBlank() ? 0 : last.hypothesis().averageLogProbability();
    }
    long end = audio.position(audio.length());
    return new Transcript.Final(
        utterance,
        language(),
        end,
        text.strip(),
        words.isEmpty() ? audio.position(deliveredUpTo) : words.getFirst().start(),
        words.isEmpty() ? end : words.getLast().end(),
        words,
        averageLogProbability,
        noSpeechProbability);
  }

  private String language() {
    return !language.isEmpty() ? language : last == null ? "" : last.language();
  }

  private String windowText(String certainText) {
    return last == null || last.verdict() == Verdict.SILENCE ? certainText : last.text();
  }

  private void takeAudio(ModelUse use) {
    float[] samples = audio.drain();
    if (windowStart == 0) {
      beginning.add(samples);
    }
    features.append(samples, 0, samples.length);
    while (features.samples() - windowStart * LogMel.HOP > LONGEST_WINDOW) {
      slide(use);
    }
  }

  private void slide(ModelUse use) {
    long end = windowStart * LogMel.HOP + LONGEST_WINDOW;
    if (audio.isSilent()) {
      windowStart = end / LogMel.HOP;
      features.discard(windowStart);
      return;
    }
    DecodedWindow window = decodeWindow(end, options.withWords(true), use);
    double length = (double) LONGEST_WINDOW / SAMPLES_PER_POSITION;
    List<AlignedWord> words = window.words();
    int cut = SlidePoint.lastWord(words, length);
    double cutAt = length / 2;
    if (cut >= 0) {
      AlignedWord before = words.get(cut);
      double next = cut + 1 < words.size() ? words.get(cut + 1).start() : before.end();
      cutAt = (before.end() + next) / 2;
      settledText +=
          words.subList(0, cut + 1).stream().map(AlignedWord::text).collect(Collectors.joining());
      words.subList(0, cut + 1).stream().map(this::word).forEach(settledWords::add);
      certain = certain.length() > before.to() ? certain.suffix(before.to()) : Hypothesis.EMPTY;
      language = window.language();
    }
    windowStart += 2L * Math.max(1, (long) cutAt);
    beginning = new SampleQueue();
    features.discard(windowStart);
    last = null;
  }

  /// A result that cannot be believed is replaced by that of a longer window, and that, if it
  /// cannot be believed either, by that of a full one, at two temperatures.
  private DecodedWindow decodeWithCare(DecodingOptions how, ModelUse use) {
    long end = features.samples();
    DecodingOptions greedy = how.withTemperatures(GREEDY);
    DecodedWindow decoded = decodeWindow(end, greedy.withWords(true), use);
    if (!isSure(decoded)) {
      DecodingOptions unguarded = greedy.withGuard(false);
      int frames = engine.carefulWindowFrames(contentFrames(end));
      decoded = decodeWindow(end, frames, unguarded, use);
      if (decoded.verdict() == Verdict.DOUBTFUL) {
        int full = engine.dimensions().frames();
        decoded = decodeWindow(end, full, unguarded.withTemperatures(TEMPERATURES), use);
      }
    }
    return Doubt.of(decoded) && !canBeWord() ? decoded.withVerdict(Verdict.SILENCE) : decoded;
  }

  private boolean isSure(DecodedWindow decoded) {
    return switch (decoded.verdict()) {
      case ACCEPTED -> true;
      case SILENCE -> false;
      case DOUBTFUL -> Doubt.isWholeThoughCut(decoded, lastEnd(decoded.words()), length());
    };
  }

  private static OptionalDouble lastEnd(List<AlignedWord> words) {
    return words.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(words.getLast().end());
  }

  /// Whether the utterance holds enough of a voice; what has slid was speech.
  private boolean canBeWord() {
    if (windowStart > 0) {
      return true;
    }
    long voiced =
        engine.speechIn(beginning.copy()).stream()
            .mapToLong(span -> span.end() - span.start())
            .sum();
    return Doubt.canBeWord(voiced, beginning.size());
  }

  private DecodedWindow decodeWindow(long end, DecodingOptions how, ModelUse use) {
    return decodeWindow(end, engine.windowFrames(contentFrames(end)), how, use);
  }

  private long contentFrames(long end) {
    return Math.ceilDiv(end - windowStart * LogMel.HOP, LogMel.HOP);
  }

  private DecodedWindow decodeWindow(long end, int frames, DecodingOptions how, ModelUse use) {
    FeatureWindow window = features.window(windowStart, end, frames);
    DecodingOptions known = language.isEmpty() ? how : how.withLanguages(List.of(language));
    // What was heard before is a draft of what is heard now: most of it is only confirmed.
    Hypothesis draft = last == null ? Hypothesis.EMPTY : last.hypothesis().suffix(certain.length());
    return engine.decoder().decode(window, known.withPrefix(certain).withDraft(draft), use);
  }

  private Word word(AlignedWord word) {
    long start = windowStart * LogMel.HOP;
    return new Word(
        word.text().strip(),
        audio.position(start + Math.round(word.start() * SAMPLES_PER_POSITION)),
        audio.position(start + Math.round(word.end() * SAMPLES_PER_POSITION)),
        Math.clamp(word.probability(), 0, 1));
  }
}
