package dev.parley.load.duel;

import dev.parley.load.corpus.Clip;
import dev.parley.load.figures.Distribution;
import dev.parley.load.peer.Scorer;
import dev.parley.load.peer.WordErrors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One engine's results, a text and a time for each clip.
///
/// @param texts of the first round
/// @param seconds medians of the rounds
/// @param unstable clips whose text was not the same in every round
/// @param errors by category
record Score(
    String engine,
    List<String> texts,
    List<Double> seconds,
    int unstable,
    Map<String, WordErrors> errors) {

  static Score of(String engine, List<DuelClip> clips, List<List<Heard>> rounds, Scorer scorer)
      throws IOException {
    List<String> texts = new ArrayList<>();
    List<Double> seconds = new ArrayList<>();
    Map<String, WordErrors> errors = new LinkedHashMap<>();
    int unstable = 0;
    for (int i = 0; i < clips.size(); i++) {
      int number = i;
      Clip clip = clips.get(i).clip();
      List<Heard> heard = rounds.stream().map(round -> round.get(number)).toList();
      String text = heard.getFirst().text();
      texts.add(text);
      seconds.add(Distribution.of(heard.stream().map(Heard::seconds).toList()).median());
      unstable += heard.stream().allMatch(one -> one.text().equals(text)) ? 0 : 1;
      errors.merge(clip.category(), scorer.score(clip, text), WordErrors::plus);
    }
    return new Score(engine, texts, seconds, unstable, errors);
  }

  WordErrors total() {
    return errors.values().stream().reduce(WordErrors.NONE, WordErrors::plus);
  }

  double totalSeconds() {
    return Distribution.of(seconds).sum();
  }

  /// How many times longer than the other it took, for the median clip.
  double medianRatioTo(Score other) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < seconds.size(); i++) {
      ratios.add(seconds.get(i) / other.seconds.get(i));
    }
    return Distribution.of(ratios).median();
  }
}
