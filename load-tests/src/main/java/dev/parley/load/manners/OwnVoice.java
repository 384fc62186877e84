package dev.parley.load.manners;

import dev.parley.client.VoiceClient;
import dev.parley.load.caller.CallLog;
import dev.parley.load.caller.EchoPath;
import dev.parley.load.host.Callers;
import dev.parley.proto.v1.SessionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The server's own voice fed back to it: it must not interrupt itself.
final class OwnVoice implements Experiment {
  private static final String NAME = "own voice";
  private static final double DECIBELS = -20;
  private static final int SHORTEST_DELAY = 100;
  private static final int LONGEST_DELAY = 400;
  private static final int LONGEST_SECONDS = 120;
  private static final Duration CHECK = Duration.ofSeconds(1);

  /// Time for what comes of the end of the reply.
  private static final Duration REST = Duration.ofSeconds(2);

  private final int count;

  OwnVoice(int count) {
    this.count = count;
  }

  private record Result(boolean stopped, int falseAlarms, int turns) {}

  @Override
  public Finding run(Stage stage) throws InterruptedException {
    List<Callers.Call<Result>> calls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      calls.add(client -> listen(stage, client, number));
    }
    List<Result> results = stage.make(NAME, calls);
    return new Finding(
        "%d replies fed back at -20 dB after 100 to 400 ms".formatted(results.size()),
        "%d stopped for good, %d paused and resumed, %d turns of nobody"
            .formatted(
                results.stream().filter(Result::stopped).count(),
                results.stream().filter(one -> one.falseAlarms() > 0).count(),
                results.stream().mapToInt(Result::turns).sum()),
        "-");
  }

  private static Result listen(Stage stage, VoiceClient client, int number)
      throws InterruptedException {
    int delay = stage.random(NAME, number).nextInt(SHORTEST_DELAY, LONGEST_DELAY + 1);
    try (Monologue monologue =
        Monologue.begin(client, stage.session(""), stage.isReporting(), number)) {
      monologue.caller().echo(Optional.of(new EchoPath(DECIBELS, Duration.ofMillis(delay))));
      for (int i = 0; i < LONGEST_SECONDS && !isOver(monologue); i++) {
        monologue.caller().pause(CHECK);
      }
      monologue.caller().pause(REST);
      CallLog log = stage.checked("%s, %d ms".formatted(NAME, delay), monologue.caller().drop());
      boolean stopped = monologue.isStopped(log);
      int alarms = monologue.falseAlarms(log);
      int turns = Quiet.turns(log);
      stage.detail(
          "%s, %d ms: %s, paused %d times, %d turns%s"
              .formatted(
                  NAME, delay, stopped ? "STOPPED" : "went on", alarms, turns, Quiet.heard(log)));
      return new Result(stopped, alarms, turns);
    }
  }

  private static boolean isOver(Monologue monologue) throws InterruptedException {
    return monologue.caller().awaitState(SessionState.LISTENING, Duration.ZERO)
        || monologue.awaitStopped(Duration.ZERO);
  }
}
