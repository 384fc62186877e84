package dev.parley.asr.stream;

import dev.parley.asr.RecognitionOptions;
import dev.parley.asr.Transcript;
import dev.parley.asr.Word;
import dev.parley.asr.decoding.AlignedWord;
import dev.parley.asr.decoding.DecodedWindow;
import dev.parley.asr.decoding.DecodedWindow.Verdict;
import dev.parley.asr.decoding.DecodingOptions;
import dev.parley.asr.decoding.HotWords;
import dev.parley.asr.decoding.Segments;
import dev.parley.asr.decoding.Segments.Segment;
import dev.parley.asr.feature.FeatureWindow;
import dev.parley.asr.feature.LogMel;
import dev.parley.asr.model.ModelUse;
import dev.parley.asr.token.SpecialTokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The recognition of a recording, window after window, as OpenAI's `transcribe` does it: a window
/// of 30 s gives segments, and the next one starts where the last complete segment ended.
///
/// A rest of less than 30 s is tried first as a short window, which is several times faster; a
/// result that cannot be believed is replaced by that of a full window.
///
/// Used by one thread at a time.
final class RecordingDecoding {
  private static final int FRAMES_PER_TIMESTAMP = 2;
  private static final int SAMPLES_PER_TIMESTAMP = FRAMES_PER_TIMESTAMP * LogMel.HOP;

  /// 0.1 s: less audio than that holds no word.
  private static final long SHORTEST = 1_600;

  /// The average log-probability from which on a full window would hardly say anything else; it is
  /// stricter than what is demanded of a full window, because that can still be asked.
  private static final double SURE = -0.7;

  private static final List<Double> GREEDY = List.of(0.0);

  private final Engine engine;
  private final Timeline timeline;
  private final LogMel features;
  private DecodingOptions options;
  private long windowStart;

  RecordingDecoding(Engine engine, Timeline timeline, RecognitionOptions options) {
    this.engine = engine;
    this.timeline = timeline;
    this.features = new LogMel(engine.dimensions().melBins());
    this.options =
        DecodingOptions.of(options.languages(), options.task())
            .withWords(options.words())
            .withPrevious(options.prompt())
            .withHotWords(HotWords.of(engine.tokenizer(), options.hotWords()))
            .withBeam(options.beam());
  }

  /// Samples of a full window.
  static long fullWindow(Engine engine) {
    return (long) engine.dimensions().frames() * LogMel.HOP;
  }

  /// The sample with which the next window starts.
  long next() {
    return windowStart * LogMel.HOP;
  }

  void append(float[] samples) {
    features.append(samples, 0, samples.length);
  }

  /// Whether so little is left before `end` that it is not worth a window.
  boolean isDone(long end) {
    return end - next() < SHORTEST;
  }

  /// Goes on behind the audio up to `end`.
  void skipTo(long end) {
    windowStart = Math.max(windowStart, Math.ceilDiv(end, LogMel.HOP));
    features.discard(windowStart);
  }

  /// Decodes one window and moves on to the next.
  ///
  /// @param end of the audio that may be looked at
  /// @return the finals of its segments, numbered from `utterance` on
  /// @throws java.util.concurrent.CancellationException if `use` was cancelled
  List<Transcript.Final> decode(long end, int utterance, ModelUse use) {
    int full = engine.dimensions().frames();
    long frames = Math.min(Math.ceilDiv(end - next(), LogMel.HOP), full);
    FeatureWindow audio = features.window(windowStart, end, full);
    List<Transcript.Final> finals = List.of();
    int consumed = audio.contentTimestamps();
    if (!audio.isSilent()) {
      DecodedWindow decoded = decode(audio, frames, end, use);
      if (decoded.verdict() != Verdict.SILENCE) {
        if (decoded.verdict() == Verdict.ACCEPTED) {
          options = options.withLanguages(languages(decoded));
        }
        SpecialTokens special = engine.tokenizer().special();
        Segments segments = Segments.of(decoded.hypothesis(), special, consumed);
        finals = finals(decoded, segments, utterance);
        consumed = segments.consumed();
      }
    }
    windowStart += (long) Math.max(1, consumed) * FRAMES_PER_TIMESTAMP;
    features.discard(windowStart);
    return finals;
  }

  private DecodedWindow decode(FeatureWindow audio, long frames, long end, ModelUse use) {
    int shortFrames = engine.windowFrames(frames);
    if (shortFrames < audio.frames()) {
      FeatureWindow shortAudio = features.window(windowStart, end, shortFrames);
      DecodedWindow decoded =
          engine
              .decoder()
              .decode(shortAudio, options.withGuard(true).withTemperatures(GREEDY), use);
      boolean sure =
          decoded.verdict() != Verdict.DOUBTFUL
              && decoded.hypothesis().averageLogProbability() > SURE;
      if (sure) {
        return decoded;
      }
    }
    return engine.decoder().decode(audio, options, use);
  }

  private List<String> languages(DecodedWindow decoded) {
    return decoded.language().isEmpty() ? options.languages() : List.of(decoded.language());
  }

  private List<Transcript.Final> finals(DecodedWindow decoded, Segments segments, int first) {
    List<Transcript.Final> finals = new ArrayList<>();
    SpecialTokens special = engine.tokenizer().special();
    int textTokens = 0;
    for (Segment segment : segments.segments()) {
      int[] tokens =
          Arrays.copyOfRange(decoded.hypothesis().tokens(), segment.from(), segment.to());
      int from = textTokens;
      textTokens += (int) Arrays.stream(tokens).filter(special::isText).count();
      int to = textTokens;
      String text = engine.tokenizer().decode(tokens).strip();
      if (text.isEmpty()) {
        continue;
      }
      List<Word> words =
          decoded.words().stream()
              .filter(word -> word.from() >= from && word.from() < to)
              .map(this::word)
              .toList();
      long end = position(segment.end());
      finals.add(
          new Transcript.Final(
              first + finals.size(),
              decoded.language(),
              position(segments.consumed()),
              text,
              position(segment.start()),
              end,
              words,
              decoded.hypothesis().averageLogProbability(),
              decoded.noSpeechProbability()));
    }
    return finals;
  }

  private Word word(AlignedWord word) {
    return new Word(
        word.text().strip(),
        position(word.start()),
        position(word.end()),
        Math.clamp(word.probability(), 0, 1));
  }

  private long position(double timestamp) {
    long sample = next() + Math.round(timestamp * SAMPLES_PER_TIMESTAMP);
    return timeline.position(sample);
  }
}
