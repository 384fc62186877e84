package dev.parley.tts.text;

import dev.parley.tts.text.TextChunk.Boundary;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Cuts text that arrives in pieces of any size, down to a character, into chunks to speak.
///
/// A chunk ends behind a sentence or a line. The first one is short on purpose, because somebody
/// waits for it in silence: it ends at the first clause, or before a word that opens a phrase. A
/// sentence of more than [#LONGEST] characters is cut at a clause, else between words, else
/// anywhere but inside a surrogate pair. Amounts, names and what stands in brackets stay together
/// if there is another place.
///
/// Where the chunks end depends on the text and on the calls of [#flush] alone, never on how the
/// text was cut on its way. Chunks hold the text as it was written. Text without anything to speak
/// makes no chunk but becomes the front of the next one, so that the chunks joined give the input,
/// save for what cannot be spoken behind the last one. Takes time linear in the text.
///
/// Not thread-safe.
public final class SentenceChunker {
  /// The most characters of a chunk.
  public static final int LONGEST = 240;

  /// How far a decision looks behind a mark. What is undecided there counts as the end.
  private static final int LOOK_AHEAD = 48;

  private static final int LONGEST_WORD_BEFORE = 16;
  private static final int SHORTEST_CLAUSE = 60;
  private static final int LONGEST_ENTITY = 10;

  /// More marks than this without a word between them are forgotten, lest they fill the memory.
  private static final int LONGEST_DECORATION = 65_536;

  private static final int FIRST_CLAUSE = 10;
  private static final int FIRST_CONJUNCTION = 25;
  private static final int FIRST_PREPOSITION = 40;
  private static final int FIRST_WORD = 60;

  private static final int UNDECIDED = -1;
  private static final int NO_BOUNDARY = -2;

  private static final Set<String> CONJUNCTIONS =
      Set.of(
          "and",
          "or",
          "but",
          "because",
          "that",
          "which",
          "who",
          "when",
          "where",
          "while",
          "if",
          "so",
          "although",
          "since",
          "until",
          "unless",
          "whether");
  private static final Set<String> PREPOSITIONS =
      Set.of(
          "to", "for", "with", "in", "on", "at", "from", "by", "about", "into", "through", "as",
          "between", "after", "before", "during", "without");

  private final StringBuilder text = new StringBuilder();

  /// How many characters stood before those of `text`.
  private int dropped;

  /// Where the next chunk starts.
  private int start;

  /// Where what counts for its length starts: behind long decorations.
  private int base;

  private int scanned;
  private int lastClause;
  private int lastBlank;
  private boolean speakable;
  private boolean first = true;

  /// Takes text and returns the chunks that are complete, often none.
  public List<TextChunk> add(String piece) {
    text.append(piece);
    return cut(false);
  }

  /// A boundary: returns everything that can be spoken, as if the text ended here. It may go on.
  public List<TextChunk> flush() {
    List<TextChunk> chunks = cut(true);
    takeIfSpeakable(text.length(), Boundary.SENTENCE, chunks);
    return chunks;
  }

  private List<TextChunk> cut(boolean ended) {
    List<TextChunk> chunks = new ArrayList<>();
    while (scanned < text.length()) {
      char c = text.charAt(scanned);
      int end = NO_BOUNDARY;
      Boundary boundary = Boundary.SENTENCE;
      if (c == '\n') {
        end = scanned + 1;
      } else if (isStop(c)) {
        end = sentenceEnd(ended);
      } else if (isClauseMark(c)) {
        end = clauseEnd(ended);
        if (end >= 0) {
          lastClause = end;
          boundary = Boundary.CLAUSE;
          end = first && length(end) >= FIRST_CLAUSE ? end : NO_BOUNDARY;
        }
      } else if (Character.isWhitespace(c)) {
        lastBlank = scanned + 1;
        boundary = Boundary.WORD;
        end = first ? phraseEnd(ended) : NO_BOUNDARY;
      }
      if (end == UNDECIDED) {
        break;
      }
      if (end >= 0) {
        takeIfSpeakable(end, boundary, chunks);
        continue;
      }
      speakable |= SpeakableText.isSpeakable(c) || Character.isSurrogate(c);
      scanned++;
      if (scanned - base >= LONGEST) {
        cutLong(chunks);
      }
    }
    compact();
    return chunks;
  }

  private void cutLong(List<TextChunk> chunks) {
    int end = Math.min(scanned, base + LONGEST);
    Boundary boundary = Boundary.WORD;
    if (lastClause - base >= SHORTEST_CLAUSE) {
      end = lastClause;
      boundary = Boundary.CLAUSE;
    } else if (lastBlank > base) {
      end = lastBreak(end);
    } else if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    takeIfSpeakable(end, boundary, chunks);
  }

  /// The last place between two words of the chunk that may be read apart, else between any two.
  private int lastBreak(int end) {
    for (int i = end - 1; i > base; i--) {
      if (Character.isWhitespace(text.charAt(i - 1)) && WordGap.mayBreak(text, base, i)) {
        return i;
      }
    }
    return lastBlank;
  }

  /// @return the index behind the sentence and its blanks, or why there is none
  private int sentenceEnd(boolean ended) {
    int limit = Math.min(text.length(), scanned + LOOK_AHEAD);
    int open = ended || limit == scanned + LOOK_AHEAD ? limit : UNDECIDED;
    int marks = skip(scanned, limit, SentenceChunker::isStop);
    int closers = skip(marks, limit, SentenceChunker::isCloser);
    if (closers == limit) {
      return open;
    }
    if (isIdeographicStop(text.charAt(scanned))) {
      return closers;
    }
    if (!Character.isWhitespace(text.charAt(closers))) {
      return noBoundary(marks);
    }
    int blanks = skip(closers, limit, c -> Character.isWhitespace(c) && c != '\n');
    if (blanks == limit) {
      return open;
    }
    if (text.charAt(blanks) == '\n') {
      return blanks + 1;
    }
    int next = skip(blanks, limit, SentenceChunker::isOpener);
    if (next == limit) {
      return open == UNDECIDED ? open : blanks;
    }
    if (text.charAt(scanned) == '.' && marks == scanned + 1) {
      return fullStop(blanks, next, limit, open);
    }
    // `"Really?" he asked` and `Well... maybe` go on.
    char mark = text.charAt(scanned);
    boolean mayGoOn = closers > marks || mark == '.' || mark == '…';
    return mayGoOn && Character.isLowerCase(text.charAt(next)) ? noBoundary(marks) : blanks;
  }

  private int fullStop(int blanks, int next, int limit, int open) {
    int start = wordStart(scanned);
    String before = text.substring(start, scanned);
    int end = skip(next, limit, SentenceChunker::isWordCharacter);
    if (end == limit && open == UNDECIDED && SentenceEnd.dependsOnWholeWord(before)) {
      return UNDECIDED;
    }
    String follower = text.substring(next, end);
    return SentenceEnd.isAt(before, follower, opensLine(start)) ? blanks : NO_BOUNDARY;
  }

  /// A run of marks is judged as a whole.
  private int noBoundary(int behindMarks) {
    scanned = behindMarks - 1;
    return NO_BOUNDARY;
  }

  private int skip(int from, int limit, CharacterTest test) {
    int i = from;
    while (i < limit && test.accepts(text.charAt(i))) {
      i++;
    }
    return i;
  }

  @FunctionalInterface
  private interface CharacterTest {
    boolean accepts(char c);
  }

  private int clauseEnd(boolean ended) {
    int behind = scanned + 1;
    while (behind < text.length() && isCloser(text.charAt(behind)) && behind < scanned + 4) {
      behind++;
    }
    boolean dash = text.charAt(scanned) == '—';
    if (behind + 1 >= text.length() && !(dash && behind < text.length())) {
      return ended ? NO_BOUNDARY : UNDECIDED;
    }
    boolean mark = dash || Character.isWhitespace(text.charAt(behind));
    if (!mark || endsEntity() || WordGap.isAside(text, base, scanned)) {
      return NO_BOUNDARY;
    }
    int next = dash ? scanned + 1 : behind + 1;
    boolean numbers =
        scanned > base
            && Character.isDigit(text.charAt(scanned - 1))
            && Character.isDigit(text.charAt(next));
    return numbers ? NO_BOUNDARY : next;
  }

  /// Whether the mark ends an entity such as `&amp;`.
  private boolean endsEntity() {
    int i = scanned - 1;
    while (i >= base
        && scanned - i <= LONGEST_ENTITY
        && (Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '#')) {
      i--;
    }
    return text.charAt(scanned) == ';' && i >= base && text.charAt(i) == '&';
  }

  /// In the first chunk: whether the words from here on can wait.
  private int phraseEnd(boolean ended) {
    int length = length(scanned + 1);
    if (length < FIRST_CONJUNCTION) {
      return NO_BOUNDARY;
    }
    if (scanned + 1 == text.length()) {
      return ended ? NO_BOUNDARY : UNDECIDED;
    }
    if (!WordGap.mayBreak(text, base, scanned + 1)) {
      return NO_BOUNDARY;
    }
    if (length >= FIRST_WORD) {
      return scanned + 1;
    }
    int limit = Math.min(text.length(), scanned + LOOK_AHEAD);
    int word = scanned + 1;
    while (word < limit && Character.isLetter(text.charAt(word))) {
      word++;
    }
    if (word == limit) {
      return ended || limit == scanned + LOOK_AHEAD ? NO_BOUNDARY : UNDECIDED;
    }
    String next = text.substring(scanned + 1, word);
    boolean opensPhrase =
        CONJUNCTIONS.contains(next) || (length >= FIRST_PREPOSITION && PREPOSITIONS.contains(next));
    return opensPhrase && Character.isWhitespace(text.charAt(word)) ? scanned + 1 : NO_BOUNDARY;
  }

  private int wordStart(int end) {
    int i = end;
    while (i > base
        && end - i < LONGEST_WORD_BEFORE
        && !Character.isWhitespace(text.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  private boolean opensLine(int word) {
    int i = word;
    while (i > base && (text.charAt(i - 1) == ' ' || text.charAt(i - 1) == '\t')) {
      i--;
    }
    return i == base || text.charAt(i - 1) == '\n';
  }

  /// The length of the chunk without blanks in front.
  private int length(int end) {
    int from = base;
    while (from < end && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    return end - from;
  }

  private void takeIfSpeakable(int end, Boundary boundary, List<TextChunk> chunks) {
    if (speakable && SpeakableText.of(text.substring(base, end)).isSpeakable()) {
      chunks.add(new TextChunk(dropped + start, text.substring(start, end), boundary));
      first = false;
      restart(end, end);
    } else {
      restart(end - start > LONGEST_DECORATION ? end : start, end);
    }
  }

  private void restart(int chunkStart, int from) {
    start = chunkStart;
    base = from;
    scanned = from;
    lastClause = from;
    lastBlank = from;
    speakable = false;
  }

  /// Forgets what has been taken, rarely enough that the copying stays linear.
  private void compact() {
    if (start > text.length() / 2) {
      text.delete(0, start);
      dropped += start;
      base -= start;
      scanned -= start;
      lastClause -= start;
      lastBlank -= start;
      start = 0;
    }
  }

  private static boolean isStop(char c) {
    return c == '.' || c == '!' || c == '?' || c == '…' || isIdeographicStop(c);
  }

  private static boolean isIdeographicStop(char c) {
    return c == '。' || c == '！' || c == '？';
  }

  private static boolean isClauseMark(char c) {
    return c == ',' || c == ';' || c == ':' || c == '—';
  }

  private static boolean isCloser(char c) {
    return "\"'”’»)]}*_`~".indexOf(c) >= 0;
  }

  private static boolean isOpener(char c) {
    return "([{\"'“‘«*_`~".indexOf(c) >= 0;
  }

  private static boolean isWordCharacter(char c) {
    return !Character.isWhitespace(c) && ".!?…,;:—".indexOf(c) < 0;
  }
}
