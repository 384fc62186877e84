package dev.parley.load.manners;

import static dev.parley.load.figures.MarkdownTable.number;

import dev.parley.client.VoiceClient;
import dev.parley.load.caller.CallLog;
import dev.parley.load.caller.Said;
import dev.parley.load.caller.Sound;
import dev.parley.load.caller.SpokenTurn;
import dev.parley.load.corpus.Clip;
import dev.parley.load.figures.Distribution;
import dev.parley.load.host.Callers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Real speech of several speakers over replies: does the reply stop, and how soon.
final class BargeIns implements Experiment {
  private static final String NAME = "barge-ins";
  private static final double LATE_MILLIS = 250;
  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final int LONGEST_SECONDS = 8;

  private static final Set<String> SPEAKERS =
      Set.of("vctk", "arctic_kathleen", "ljspeech", "picovoice", "librispeech/dev-clean");

  private final int count;

  BargeIns(int count) {
    this.count = count;
  }

  /// @param stop from the onset to the last sample of the reply; not a number if it was
  ///     not stopped for good, or did not sound at the onset
  /// @param confirmed whether the reply was stopped for good
  private record Result(double stop, boolean confirmed) {}

  @Override
  public Finding run(Stage stage) throws IOException, InterruptedException {
    List<Callers.Call<Result>> calls = new ArrayList<>();
    for (Sound speech : stage.sounds(count, Sound.Kind.SPEECH, NAME, BargeIns::isShort)) {
      int number = calls.size();
      calls.add(client -> bargeIn(stage, client, speech, number));
    }
    List<Result> results = stage.make(NAME, calls);
    Distribution stops =
        Distribution.of(
            results.stream().map(Result::stop).filter(stop -> !Double.isNaN(stop)).toList());
    return new Finding(
        "%d barge-ins of real speech".formatted(results.size()),
        "%d stopped for good, %d within 250 ms, latest %s ms"
            .formatted(
                results.stream().filter(Result::confirmed).count(),
                results.stream().filter(one -> one.stop() <= LATE_MILLIS).count(),
                number(stops.quantile(1), 0)),
        stops.summary());
  }

  static boolean isShort(Clip clip) {
    return SPEAKERS.contains(clip.category())
        && clip.language().startsWith("en")
        && clip.transcript().length() <= LONGEST_SECONDS * 15;
  }

  private static Result bargeIn(Stage stage, VoiceClient client, Sound speech, int number)
      throws InterruptedException {
    long after = stage.random(NAME, number).nextInt(800, 4_000);
    try (Monologue monologue =
        Monologue.begin(client, stage.session(""), stage.isReporting(), number)) {
      Said said = monologue.interrupt(speech, after);
      boolean confirmed = monologue.awaitStopped(PATIENCE);
      CallLog log = stage.checked(NAME + " " + speech.name(), monologue.caller().drop());
      double stop = SpokenTurn.stopTime(log, said, Long.MAX_VALUE).orElse(Double.NaN);
      stage.detail(
          "%s %s: %s ms, %s"
              .formatted(NAME, speech.name(), number(stop, 0), confirmed ? "stopped" : "went on"));
      return new Result(stop, confirmed);
    }
  }
}
