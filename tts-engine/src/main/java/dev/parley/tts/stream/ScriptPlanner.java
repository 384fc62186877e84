package dev.parley.tts.stream;

import dev.parley.tts.pronunciation.Replacement;
import dev.parley.tts.prosody.Prosody;
import dev.parley.tts.script.Mark;
import dev.parley.tts.script.Script;
import dev.parley.tts.script.Stretch;
import dev.parley.tts.script.Stretch.Ending;
import dev.parley.tts.text.SentenceChunker;
import dev.parley.tts.text.TextChunk;
import dev.parley.tts.text.TextChunk.Boundary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Plans the pieces of a script. Single use.
final class ScriptPlanner {
  /// Silence behind a paragraph besides that of its last sentence.
  private static final Duration PARAGRAPH = Duration.ofMillis(400);

  private final SentenceChunker chunker = new SentenceChunker();
  private final List<PlannedPiece> pieces = new ArrayList<>();
  private final Cast cast;
  private final Script script;
  private final double speed;

  /// How much had been written before the document.
  private final int base;

  /// Silence before the next piece, while there is none yet.
  private Duration before = Duration.ZERO;

  /// What is planned: characters of the document, replacements and marks.
  private int planned;

  private int nextReplacement;
  private int nextMark;

  ScriptPlanner(Cast cast, Script script, double speed, int base) {
    this.cast = cast;
    this.script = script;
    this.speed = speed;
    this.base = base;
  }

  /// The pieces in order; the last one holds the rest of the document.
  List<PlannedPiece> plan() {
    script.stretches().forEach(this::plan);
    if (pieces.isEmpty()) {
      pause();
    } else {
      PlannedPiece last = pieces.removeLast();
      pieces.add(withRest(last));
    }
    return pieces;
  }

  private void plan(Stretch stretch) {
    List<TextChunk> chunks =
        new ArrayList<>(chunker.add(script.text().substring(stretch.start(), stretch.end())));
    chunks.addAll(chunker.flush());
    for (int i = 0; i < chunks.size(); i++) {
      TextChunk chunk = chunks.get(i);
      boolean open = i == chunks.size() - 1 && stretch.ending() == Ending.OPEN;
      TextChunk ended =
          open ? new TextChunk(chunk.start(), chunk.text(), Boundary.behind(chunk.text())) : chunk;
      PassageCutter.cut(ended, replacements(ended, stretch)).forEach(part -> add(part, stretch));
    }
    Duration pause =
        stretch.ending() == Ending.PARAGRAPH && !chunks.isEmpty()
            ? stretch.pause().plus(scaled(PARAGRAPH, stretch))
            : stretch.pause();
    if (pieces.isEmpty()) {
      before = before.plus(pause);
    } else {
      pieces.add(pieces.removeLast().withPause(pause));
    }
  }

  private Duration scaled(Duration pause, Stretch stretch) {
    return Duration.ofNanos((long) (pause.toNanos() / prosody(stretch).rate()));
  }

  private Prosody prosody(Stretch stretch) {
    Prosody own = stretch.speaking().prosody();
    return own.withRate(own.rate() * speed);
  }

  private void add(PassageCutter.Part part, Stretch stretch) {
    TextChunk chunk = part.chunk();
    int end = chunk.start() + chunk.text().length();
    pieces.add(
        new PlannedPiece(
            new Passage(
                chunk, prosody(stretch), stretch.speaking().language(), part.replacements()),
            stretch.speaking().voice(),
            written(script.sourceEnd(end - 1)),
            positions(chunk.start()),
            before,
            Duration.ZERO,
            marks(chunk.start(), end)));
    before = Duration.ZERO;
  }

  private PlannedPiece.Written written(int sourceEnd) {
    int start = planned;
    planned = Math.max(start, sourceEnd);
    return new PlannedPiece.Written(base + start, script.source().substring(start, planned));
  }

  private SourcePositions positions(int start) {
    return new SourcePositions() {
      @Override
      public int start(int index) {
        return base + script.sourceStart(start + index);
      }

      @Override
      public int end(int index) {
        return base + script.sourceEnd(start + index);
      }
    };
  }

  private List<Replacement> replacements(TextChunk chunk, Stretch stretch) {
    int end = chunk.start() + chunk.text().length();
    List<Replacement> given = new ArrayList<>();
    List<Replacement> all = script.pronunciations();
    while (nextReplacement < all.size() && all.get(nextReplacement).start() < end) {
      Replacement replacement = all.get(nextReplacement++).from(chunk.start());
      given.add(
          new Replacement(
              Math.max(0, replacement.start()),
              Math.min(chunk.text().length(), replacement.end()),
              replacement.spoken()));
    }
    return Replacement.merged(
        given, cast.part(stretch.speaking().voice()).lexicon().in(chunk.text()));
  }

  private List<Mark> marks(int start, int end) {
    List<Mark> marks = new ArrayList<>();
    while (nextMark < script.marks().size() && script.marks().get(nextMark).place() < end) {
      Mark mark = script.marks().get(nextMark++);
      marks.add(new Mark(mark.name(), mark.place() - start));
    }
    return marks;
  }

  /// Nothing is said: a piece of silence, if any, and all marks.
  private void pause() {
    if (before.isZero() && script.marks().isEmpty()) {
      return;
    }
    pieces.add(
        new PlannedPiece(
            Passage.of(new TextChunk(0, "", Boundary.WORD)),
            cast.leading(),
            new PlannedPiece.Written(base, script.source()),
            SourcePositions.from(base),
            Duration.ZERO,
            before,
            marks(0, Integer.MAX_VALUE)));
  }

  private PlannedPiece withRest(PlannedPiece last) {
    List<Mark> marks = new ArrayList<>(last.marks());
    marks(0, Integer.MAX_VALUE)
        .forEach(mark -> marks.add(new Mark(mark.name(), last.text().length())));
    return new PlannedPiece(
        last.passage(),
        last.voice(),
        new PlannedPiece.Written(
            last.written().start(), script.source().substring(last.written().start() - base)),
        last.positions(),
        last.before(),
        last.after(),
        marks);
  }
}
