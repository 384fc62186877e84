package dev.parley.load.manners;

import dev.parley.client.VoiceClient;
import dev.parley.load.caller.CallLog;
import dev.parley.load.caller.Caller;
import dev.parley.load.caller.Sound;
import dev.parley.load.host.Callers;
import dev.parley.load.host.CuttingProxy;
import dev.parley.proto.v1.SessionConfig;
import dev.parley.proto.v1.SessionState;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Lines that are cut at any moment: sessions go on without losing or repeating a message, or end.
/// Of four callers, three come back and hear the rest; the fourth, whose session is not resumable,
/// does not. In the end no session may be left.
final class Drops implements Experiment {
  private static final String NAME = "cut lines";
  private static final int EARLIEST = 50;
  private static final int LATEST = 6_000;
  private static final int WITHOUT_RETURN = 4;
  private static final Duration BACK = Duration.ofSeconds(20);
  private static final Duration REST = Duration.ofSeconds(60);

  /// Sessions whose client has said goodbye, or cannot come back, end at once.
  private static final Duration ENDED = Duration.ofSeconds(10);

  private static final Duration CHECK = Duration.ofMillis(200);

  /// What came of one cut.
  private enum Outcome {
    RESUMED,
    ENDED,
    LOST
  }

  private final int count;

  Drops(int count) {
    this.count = count;
  }

  @Override
  public Finding run(Stage stage) throws IOException, InterruptedException {
    List<Callers.Call<Outcome>> calls = new ArrayList<>();
    for (Sound speech : stage.sounds(count, Sound.Kind.SPEECH, NAME, BargeIns::isShort)) {
      int number = calls.size();
      calls.add(_ -> cut(stage, speech, number));
    }
    String before = burden(stage);
    List<Outcome> outcomes = stage.make(NAME, calls);
    long start = System.nanoTime();
    int left;
    do {
      left = sessions(stage);
      if (left > 0) {
        Thread.sleep(CHECK);
      }
    } while (left > 0 && System.nanoTime() - start < ENDED.toNanos());
    if (left > 0) {
      stage.fault("%s: %d sessions were left behind".formatted(NAME, left));
    }
    stage.detail("%s: the server before: %s; after: %s".formatted(NAME, before, burden(stage)));
    return new Finding(
        "%d lines cut at random".formatted(outcomes.size()),
        "%d went on, %d could not and ended, %d lost their session; %d sessions left"
            .formatted(
                count(outcomes, Outcome.RESUMED),
                count(outcomes, Outcome.ENDED),
                count(outcomes, Outcome.LOST),
                left),
        "-");
  }

  /// What the server's process holds.
  private static String burden(Stage stage) {
    return stage
        .server()
        .meter()
        .map(
            meter ->
                "%d MiB, %d threads"
                    .formatted(meter.residentBytes().orElse(0) >> 20, meter.threads().orElse(0)))
        .orElse("not known");
  }

  private static long count(List<Outcome> outcomes, Outcome wanted) {
    return outcomes.stream().filter(wanted::equals).count();
  }

  private static int sessions(Stage stage) {
    try (VoiceClient client = stage.server().connect()) {
      return client.serverInfo().getSessions();
    }
  }

  /// Half of them while the server speaks, the others while the caller does.
  private static Outcome cut(Stage stage, Sound speech, int number)
      throws IOException, InterruptedException {
    boolean resumable = number % WITHOUT_RETURN != WITHOUT_RETURN - 1;
    Random random = stage.random(NAME, number);
    SessionConfig session = stage.session("").toBuilder().setResumable(resumable).build();
    try (CuttingProxy line = CuttingProxy.to(stage.server().address());
        VoiceClient client = VoiceClient.connect(line.address());
        Monologue monologue = Monologue.begin(client, session, stage.isReporting(), number)) {
      Caller caller = monologue.caller();
      Duration moment = Duration.ofMillis(random.nextInt(EARLIEST, LATEST));
      if (number % 2 == 0) {
        caller.pause(moment);
      } else {
        monologue.interrupt(speech, EARLIEST);
        caller.pause(moment.dividedBy(4));
      }
      line.cut();
      if (!resumable) {
        CallLog log = caller.drop();
        stage.detail("%s %d: not resumable, %s".formatted(NAME, number, log.end()));
        return Outcome.ENDED;
      }
      boolean back = caller.awaitReturns(1, BACK);
      boolean rest = back && caller.awaitState(SessionState.LISTENING, REST);
      CallLog log = stage.checked(NAME, caller.hangUp(REST));
      stage.detail(
          "%s %d: cut after %d ms, %s"
              .formatted(NAME, number, moment.toMillis(), rest ? "went on" : "lost"));
      if (!rest) {
        stage.fault("%s: call %d did not go on (%s)".formatted(NAME, number, log.end()));
      }
      return rest ? Outcome.RESUMED : Outcome.LOST;
    }
  }
}
