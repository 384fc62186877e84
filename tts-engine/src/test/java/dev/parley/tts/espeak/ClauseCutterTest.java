package dev.parley.tts.espeak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.tts.espeak.ClauseCutter.Clause;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ClauseCutterTest {
  @Test
  void aClauseEndsBeforeTheCharacterThatIsReadAhead() {
    assertThat(cut("Wait, what?  Ok.", "Wait, w", "Wait, what?  O"))
        .containsExactly(new Clause(0, 6, ","), new Clause(6, 13, "?"), new Clause(13, 16, "."));
  }

  @Test
  void theMarkIsTheFirstOneBehindTheLastWord() {
    assertThat(mark("Really?! (", "no)")).isEqualTo("?");
    assertThat(mark("He said \"go.\"", " Now")).isEqualTo(".");
    assertThat(mark("one — t", "wo")).isEqualTo(";");
    assertThat(mark("Well... I", " guess")).isEqualTo(".");
    assertThat(mark("Well… I", " guess")).isEqualTo(".");
    assertThat(mark("a line\n\np", "ara")).isEmpty();
    assertThat(mark("فارسی، م", "تن")).isEqualTo(",");
    assertThat(mark("वाक्य। e", "nd")).isEmpty();
  }

  @Test
  void theLastClauseHasNoCharacterReadAhead() {
    assertThat(cut("An end.")).containsExactly(new Clause(0, 7, "."));
    assertThat(cut("No end")).containsExactly(new Clause(0, 6, ""));
    assertThat(cut("a: b", "a: b")).containsExactly(new Clause(0, 4, ""), new Clause(4, 4, ""));
    assertThat(cut("")).containsExactly(new Clause(0, 0, ""));
  }

  private static String mark(String read, String rest) {
    return cut(read + rest, read).getFirst().mark();
  }

  private static List<Clause> cut(String text, String... read) {
    ClauseCutter cutter = new ClauseCutter(text);
    List<Clause> clauses = new ArrayList<>();
    for (String each : read) {
      clauses.add(cutter.next(each.length()));
    }
    clauses.add(cutter.next(text.length() + 2));
    return clauses;
  }
}
