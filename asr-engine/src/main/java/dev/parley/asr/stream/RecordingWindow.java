package dev.parley.asr.stream;

import dev.parley.asr.decoding.AlignedWord;
import dev.parley.asr.decoding.DecodedWindow;
import dev.parley.asr.decoding.DecodedWindow.Verdict;
import dev.parley.asr.decoding.DecodingOptions;
import dev.parley.asr.decoding.Hypothesis.Ending;
import dev.parley.asr.decoding.Segments;
import dev.parley.asr.decoding.Segments.Segment;
import dev.parley.asr.decoding.SpeechSpans;
import dev.parley.asr.decoding.SpeechSpans.Span;
import dev.parley.asr.model.ModelUse;
import dev.parley.asr.token.SpecialTokens;
import dev.parley.audio.feature.FeatureWindow;
import dev.parley.audio.feature.LogMel;
import dev.parley.audio.vad.SpeechSegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// The recognition of one window of a recording, at most 30 s.
///
/// It is encoded as it is, with a margin, which is several times faster than 30 s; a result that
/// cannot be believed is replaced by that of a full window, at rising temperatures. Where the
/// network ends its text before the audio, the rest is decoded by itself. Whether somebody speaks
/// is only asked where the network doubts it, because in most recordings it never does.
///
/// Used by one thread.
final class RecordingWindow {
  private static final int SAMPLES_PER_TIMESTAMP = 2 * LogMel.HOP;

  /// 1 s of audio and half a second of voice: less is the end of a word whose timestamp is early.
  private static final long SHORTEST_REST = 16_000;

  private static final long LEAST_VOICE = 8_000;

  /// 0.1 s: less audio than that holds no word.
  private static final long SHORTEST = 1_600;

  private static final List<Double> GREEDY = List.of(0.0);

  private final Engine engine;
  private final float[] samples;
  private @Nullable List<SpeechSegment> speech;

  /// @param samples of the window
  /// @param speech in the window, in its samples; null: not known yet
  RecordingWindow(Engine engine, float[] samples, @Nullable List<SpeechSegment> speech) {
    this.engine = engine;
    this.samples = samples;
    this.speech = speech;
  }

  /// A segment of the text. Positions are samples of the window.
  record Part(
      String text,
      long start,
      long end,
      List<AlignedWord> words,
      long wordOffset,
      DecodedWindow decoded) {}

  /// The text, in order.
  ///
  /// @throws java.util.concurrent.CancellationException if `use` was cancelled
  List<Part> decode(DecodingOptions options, ModelUse use) {
    List<Part> parts = new ArrayList<>();
    DecodingOptions known = options;
    long start = 0;
    while (samples.length - start >= (start == 0 ? SHORTEST : SHORTEST_REST)
        && (start == 0 || voiced(start) >= LEAST_VOICE)) {
      int length = (int) (samples.length - start);
      LogMel features = new LogMel(engine.dimensions().melBins());
      features.append(samples, (int) start, length);
      FeatureWindow audio = features.window(0, length, engine.windowFrames(frames(length)));
      int consumed = audio.contentTimestamps();
      if (!audio.isSilent()) {
        DecodedWindow decoded = decode(features, audio, withSpeech(known, start), use);
        if (decoded.verdict() != Verdict.SILENCE && isSpoken(decoded, start)) {
          if (!decoded.language().isEmpty()) {
            known = known.withLanguages(List.of(decoded.language()));
          }
          SpecialTokens special = engine.tokenizer().special();
          Segments segments = Segments.of(decoded.hypothesis(), special, consumed);
          parts.addAll(parts(decoded, segments, start));
          // What was cut off was a copy, so nothing follows it.
          boolean cut = decoded.hypothesis().ending() == Ending.REPEATED;
          consumed = cut ? consumed : segments.consumed();
        }
      }
      start += (long) Math.max(1, consumed) * SAMPLES_PER_TIMESTAMP;
    }
    return parts;
  }

  private DecodedWindow decode(
      LogMel features, FeatureWindow audio, DecodingOptions options, ModelUse use) {
    int full = engine.dimensions().frames();
    DecodingOptions asked = options;
    if (audio.frames() < full) {
      DecodedWindow decoded =
          engine.decoder().decode(audio, options.withGuard(true).withTemperatures(GREEDY), use);
      if (isSure(decoded, audio)) {
        return decoded;
      }
      asked = options.withDraft(decoded.hypothesis());
    }
    return engine.decoder().decode(features.window(0, features.samples(), full), asked, use);
  }

  /// Whether a full window would hardly say anything else.
  private boolean isSure(DecodedWindow decoded, FeatureWindow audio) {
    return switch (decoded.verdict()) {
      case ACCEPTED, SILENCE -> !Doubt.isLikeAGuess(decoded);
      case DOUBTFUL ->
          Doubt.isWholeThoughCut(decoded, lastTimestamp(decoded), audio.contentTimestamps());
    };
  }

  private OptionalDouble lastTimestamp(DecodedWindow decoded) {
    SpecialTokens special = engine.tokenizer().special();
    for (int i = decoded.hypothesis().length() - 1; i >= 0; i--) {
      int token = decoded.hypothesis().token(i);
      if (special.isTimestamp(token)) {
        return OptionalDouble.of(token - special.firstTimestamp());
      }
    }
    return OptionalDouble.empty();
  }

  private boolean isSpoken(DecodedWindow decoded, long start) {
    return !Doubt.of(decoded) || Doubt.canBeWord(voiced(start), samples.length - start);
  }

  /// Samples of voice from number `from` on.
  private long voiced(long from) {
    return speech().stream()
        .mapToLong(span -> Math.max(0, span.end() - Math.max(from, span.start())))
        .sum();
  }

  private List<SpeechSegment> speech() {
    if (speech == null) {
      speech = engine.speechIn(samples);
    }
    return speech;
  }

  /// Words are cut to where somebody speaks if that is known.
  private DecodingOptions withSpeech(DecodingOptions options, long start) {
    if (speech == null || !options.words()) {
      return options;
    }
    List<Span> spans = new ArrayList<>();
    for (SpeechSegment span : speech) {
      double from = (double) Math.max(0, span.start() - start) / SAMPLES_PER_TIMESTAMP;
      double to = (double) (span.end() - start) / SAMPLES_PER_TIMESTAMP;
      if (to > from) {
        spans.add(new Span(from, to));
      }
    }
    return options.withSpeech(new SpeechSpans(spans));
  }

  private List<Part> parts(DecodedWindow decoded, Segments segments, long offset) {
    List<Part> parts = new ArrayList<>();
    SpecialTokens special = engine.tokenizer().special();
    int textTokens = 0;
    for (Segment segment : segments.segments()) {
      int[] tokens =
          Arrays.copyOfRange(decoded.hypothesis().tokens(), segment.from(), segment.to());
      int from = textTokens;
      textTokens += (int) Arrays.stream(tokens).filter(special::isText).count();
      int to = textTokens;
      String text = engine.tokenizer().decode(tokens).strip();
      if (!text.isEmpty()) {
        parts.add(
            new Part(
                text,
                offset + (long) segment.start() * SAMPLES_PER_TIMESTAMP,
                offset + (long) segment.end() * SAMPLES_PER_TIMESTAMP,
                decoded.words().stream()
                    .filter(word -> word.from() >= from && word.from() < to)
                    .toList(),
                offset,
                decoded));
      }
    }
    return parts;
  }

  private static long frames(long length) {
    return Math.ceilDiv(length, LogMel.HOP);
  }
}
