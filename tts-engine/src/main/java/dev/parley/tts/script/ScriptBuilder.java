package dev.parley.tts.script;

import dev.parley.tts.pronunciation.Pronunciation;
import dev.parley.tts.pronunciation.Replacement;
import dev.parley.tts.script.Stretch.Ending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Writes a script from its start to its end. Not thread-safe, single use.
public final class ScriptBuilder {
  /// Marks that belong to what stands before them, also where another way to speak begins.
  private static final String CLOSING = ".,;:!?…。！？)”’»";

  private final SpokenCharacters characters = new SpokenCharacters();
  private final List<Stretch> stretches = new ArrayList<>();
  private final List<Replacement> pronunciations = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();
  private Speaking speaking;
  private int start;

  /// @param speaking how the script begins
  public ScriptBuilder(Speaking speaking) {
    this.speaking = speaking;
  }

  /// Who speaks now, and how.
  public Speaking speaking() {
    return speaking;
  }

  /// From here on it is spoken like this.
  public void speakAs(Speaking other) {
    if (!other.equals(speaking)) {
      close(Ending.OPEN, Duration.ZERO);
      speaking = other;
    }
  }

  /// A character that is spoken.
  ///
  /// @param from where it starts in the document
  /// @param to where it ends there
  public void say(char c, int from, int to) {
    boolean closesLast = CLOSING.indexOf(c) >= 0 && start == characters.length() && mayGoOn();
    characters.add(c, from, to);
    if (closesLast) {
      start = characters.length();
      stretches.add(stretches.removeLast().until(start));
    }
  }

  /// Words that are spoken for a stretch of the document.
  public void say(String words, int from, int to) {
    for (int i = 0; i < words.length(); i++) {
      say(words.charAt(i), from, to);
    }
  }

  /// A word with given phonemes.
  ///
  /// @param word that stands for it where only its looks count, without blanks
  public void pronounce(Pronunciation.Sounds sounds, String word, int from, int to) {
    int first = characters.length();
    say(word, from, to);
    pronunciations.add(new Replacement(first, characters.length(), sounds));
  }

  /// A mark before what follows.
  public void mark(String name) {
    marks.add(new Mark(name, characters.length()));
  }

  /// Silence behind what was said.
  public void pause(Duration duration) {
    close(Ending.OPEN, duration);
  }

  /// The sentence or the paragraph ends here.
  public void end(Ending ending) {
    close(ending, Duration.ZERO);
  }

  /// The script.
  ///
  /// @param source the document
  public Script build(String source) {
    close(Ending.SENTENCE, Duration.ZERO);
    return new Script(source, characters, stretches, pronunciations, marks);
  }

  private boolean mayGoOn() {
    if (stretches.isEmpty()) {
      return false;
    }
    Stretch last = stretches.getLast();
    return last.ending() == Ending.OPEN && last.pause().isZero() && !last.isEmpty();
  }

  private void close(Ending ending, Duration pause) {
    int end = characters.length();
    if (start < end || (stretches.isEmpty() && !pause.isZero())) {
      stretches.add(new Stretch(start, end, speaking, ending, pause));
    } else if (!stretches.isEmpty()) {
      stretches.add(stretches.removeLast().with(ending, pause));
    }
    start = end;
  }
}
