package dev.parley.tts.stream;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.dsp.RateConverter;
import dev.parley.tts.SpokenMark;
import dev.parley.tts.SpokenWord;
import dev.parley.tts.script.Mark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A spoken piece between its pauses, in the format of its reply.
final class PieceAudio {
  private final PlannedPiece plan;
  private final List<SpokenWord> words;
  private final float[] samples;
  private final PcmFormat own;
  private final PcmFormat format;
  private final int start;

  /// @param format of the reply; that of the piece's voice may be another
  PieceAudio(PlannedPiece plan, SpokenChunk spoken, PcmFormat format) {
    this.plan = plan;
    this.words = spoken.words();
    this.own = plan.voice().format();
    this.format = format;
    float[] speech = converted(spoken.samples(), own, format);
    this.start = Math.toIntExact(format.samples(plan.before()));
    int after = Math.toIntExact(format.samples(plan.after()));
    if (start + after == 0) {
      samples = speech;
    } else {
      samples = new float[start + speech.length + after];
      System.arraycopy(speech, 0, samples, start, speech.length);
    }
  }

  boolean isEmpty() {
    return samples.length == 0;
  }

  /// @param position of the piece in the reply
  PcmFrame frame(long position) {
    return PcmFrame.of(format, position, samples);
  }

  /// The words in characters of everything that was written and samples of the reply. Words that
  /// are said for the same written thing are one.
  ///
  /// @param position of the piece in the reply
  List<SpokenWord> words(long position) {
    SourcePositions positions = plan.positions();
    List<SpokenWord> written = new ArrayList<>();
    for (SpokenWord word : words) {
      int textStart = positions.start(word.textStart());
      int textEnd = positions.end(word.textEnd() - 1);
      long start = position + sample(word.start());
      boolean same = !written.isEmpty() && written.getLast().textEnd() > textStart;
      SpokenWord first =
          same ? written.removeLast() : new SpokenWord(textStart, textEnd, start, start);
      written.add(
          new SpokenWord(
              first.textStart(),
              Math.max(first.textEnd(), textEnd),
              first.start(),
              position + sample(word.end())));
    }
    return written;
  }

  /// The marks of the piece.
  ///
  /// @param position of the piece in the reply
  List<SpokenMark> marks(long position) {
    return plan.marks().stream()
        .map(mark -> new SpokenMark(mark.name(), position + sampleOf(mark)))
        .toList();
  }

  /// Where the text behind a mark starts to be heard. Without word times it is taken to be spoken
  /// evenly.
  private long sampleOf(Mark mark) {
    int length = plan.text().length();
    if (mark.place() >= length) {
      return samples.length;
    }
    if (words.isEmpty()) {
      int after = Math.toIntExact(format.samples(plan.after()));
      return start + (long) (samples.length - start - after) * mark.place() / length;
    }
    return words.stream()
        .filter(word -> word.textEnd() > mark.place())
        .findFirst()
        .map(word -> sample(word.start()))
        .orElse((long) samples.length);
  }

  /// A sample of the voice as one of the piece.
  private long sample(long spoken) {
    return start + spoken * format.sampleRate() / own.sampleRate();
  }

  private static float[] converted(float[] samples, PcmFormat from, PcmFormat to) {
    if (from.equals(to) || samples.length == 0) {
      return samples;
    }
    RateConverter converter = new RateConverter(from.sampleRate(), to.sampleRate());
    float[] first = converter.convert(samples, 0, samples.length);
    float[] rest = converter.drain();
    float[] all = Arrays.copyOf(first, first.length + rest.length);
    System.arraycopy(rest, 0, all, first.length, rest.length);
    return all;
  }
}
