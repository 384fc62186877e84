package dev.parley.load.manners;

import dev.parley.client.VoiceClient;
import dev.parley.load.caller.Sound;
import dev.parley.load.host.Callers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Lines that are cut at any moment: no session may be left once none can be resumed.
final class Drops implements Experiment {
  private static final String NAME = "cut lines";
  private static final int EARLIEST = 50;
  private static final int LATEST = 6_000;

  /// Longer than a session waits for its client to come back.
  private static final Duration FORGOTTEN = Duration.ofSeconds(75);

  private static final Duration CHECK = Duration.ofSeconds(1);

  private final int count;

  Drops(int count) {
    this.count = count;
  }

  @Override
  public Finding run(Stage stage) throws IOException, InterruptedException {
    List<Callers.Call<Boolean>> calls = new ArrayList<>();
    for (Sound speech : stage.sounds(count, Sound.Kind.SPEECH, NAME, BargeIns::isShort)) {
      int number = calls.size();
      calls.add(client -> cut(stage, client, speech, number));
    }
    int made = stage.make(NAME, calls).size();
    long start = System.nanoTime();
    int left;
    do {
      left = sessions(stage);
      if (left > 0) {
        Thread.sleep(CHECK);
      }
    } while (left > 0 && System.nanoTime() - start < FORGOTTEN.toNanos());
    return new Finding(
        "%d lines cut at random".formatted(made),
        "%d sessions left after %d s"
            .formatted(left, Duration.ofNanos(System.nanoTime() - start).toSeconds()),
        "-");
  }

  private static int sessions(Stage stage) {
    try (VoiceClient client = stage.server().connect()) {
      return client.serverInfo().getSessions();
    }
  }

  /// Half of them while the server speaks, the others while the caller does.
  private static boolean cut(Stage stage, VoiceClient client, Sound speech, int number)
      throws InterruptedException {
    Random random = stage.random(NAME, number);
    try (Monologue monologue =
        Monologue.begin(client, stage.session(""), stage.isReporting(), number)) {
      Duration moment = Duration.ofMillis(random.nextInt(EARLIEST, LATEST));
      if (number % 2 == 0) {
        monologue.caller().pause(moment);
      } else {
        monologue.interrupt(speech, EARLIEST);
        monologue.caller().pause(moment.dividedBy(4));
      }
      stage.checked(NAME, monologue.caller().drop());
      return true;
    }
  }
}
