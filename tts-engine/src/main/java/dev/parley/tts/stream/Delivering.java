package dev.parley.tts.stream;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.tts.SpokenMark;
import dev.parley.tts.SpokenWord;
import dev.parley.tts.SynthesizedAudio;
import dev.parley.tts.script.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Hands the pieces of a reply to its listener, each with its place in the reply. What has neither
/// a sound nor a pause goes with the next piece. Used by one thread.
final class Delivering {
  private final PcmFormat format;
  private final Consumer<SynthesizedAudio> listener;
  private final StringBuilder text = new StringBuilder();

  /// Of pieces without audio.
  private final List<String> marks = new ArrayList<>();

  /// What is left of a piece whose beginning was delivered.
  private @Nullable PlannedPiece begun;

  private int textStart;
  private int segment = -1;
  private long position;

  /// @param format of the reply
  Delivering(PcmFormat format, Consumer<SynthesizedAudio> listener) {
    this.format = format;
    this.listener = listener;
  }

  /// A piece, or its beginning: then [#deliverRest] follows.
  void deliver(PlannedPiece piece, SpokenChunk spoken) {
    PlannedPiece.Written written = piece.written();
    if (text.isEmpty()) {
      textStart = written.start();
    }
    text.append(written.text());
    PlannedPiece plan = withMarks(piece);
    if (spoken.rest() != null) {
      begun = plan.ending();
      plan = plan.beginning();
    }
    PieceAudio audio = new PieceAudio(plan, spoken, format);
    if (audio.isEmpty()) {
      marks.addAll(piece.marks().stream().map(Mark::name).toList());
      return;
    }
    marks.clear();
    segment++;
    pass(audio.frame(position), audio.words(position), audio.marks(position));
  }

  /// The next part of the piece that was begun.
  void deliverRest(SpokenChunk spoken) {
    PlannedPiece plan = Objects.requireNonNull(begun);
    if (spoken.rest() != null) {
      plan = plan.beginning();
    }
    PieceAudio audio = new PieceAudio(plan, spoken, format);
    if (!audio.isEmpty()) {
      pass(audio.frame(position), List.of(), audio.marks(position));
    }
  }

  /// Marks behind all audio still have to be told.
  void finish() {
    if (!marks.isEmpty()) {
      List<SpokenMark> reached =
          marks.stream().map(name -> new SpokenMark(name, position)).toList();
      marks.clear();
      segment++;
      pass(PcmFrame.of(format, position), List.of(), reached);
    }
  }

  private PlannedPiece withMarks(PlannedPiece plan) {
    if (marks.isEmpty()) {
      return plan;
    }
    List<Mark> all = new ArrayList<>(marks.stream().map(name -> new Mark(name, 0)).toList());
    all.addAll(plan.marks());
    return plan.withMarks(all);
  }

  private void pass(PcmFrame audio, List<SpokenWord> words, List<SpokenMark> reached) {
    String written = text.toString();
    text.setLength(0);
    position = audio.end();
    listener.accept(new SynthesizedAudio(segment, textStart, written, audio, words, reached));
    textStart += written.length();
  }
}
