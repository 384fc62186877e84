package dev.parley.tts.english;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads words of which at least a part is in no lexicon: run by run of letters, each from the
/// lexicon if it has it, else guessed by the net. Marks between the runs are silent. Thread-safe.
final class UnknownWords {
  private static final Pattern RUN = Pattern.compile("\\p{L}[\\p{L}\\p{M}]*+(?:'\\p{L}++)*+");

  private final Lexicon lexicon;
  private final UnknownWordNet net;

  UnknownWords(Lexicon lexicon, UnknownWordNet net) {
    this.lexicon = lexicon;
    this.net = net;
  }

  String read(Word word, Following following) {
    List<String> readings = new ArrayList<>();
    Matcher runs = RUN.matcher(word.text());
    while (runs.find()) {
      String reading = run(word.withText(runs.group()), following);
      if (!reading.isEmpty()) {
        readings.add(reading);
      }
    }
    return String.join(" ", readings);
  }

  private String run(Word run, Following following) {
    String text = run.text();
    if (text.length() > Lexicon.LONGEST_WORD) {
      return net.read(text);
    }
    String known = lexicon.read(run, following);
    if (known != null) {
      return known;
    }
    int apostrophe = text.lastIndexOf('\'');
    if (apostrophe < 0) {
      return net.read(text);
    }
    Word stem = run.withText(text.substring(0, apostrophe));
    Word clitic = run.withText(text.substring(apostrophe));
    if (clitic.text().equalsIgnoreCase("'s")) {
      String reading = run(stem, following);
      return reading.isEmpty() ? "" : lexicon.endings().s(reading);
    }
    String ending = lexicon.read(clitic, following);
    return ending == null ? net.read(text) : run(stem, following) + ending;
  }
}
