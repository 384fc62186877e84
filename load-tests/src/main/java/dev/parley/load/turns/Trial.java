package dev.parley.load.turns;

import dev.parley.client.VoiceClient;
import dev.parley.load.caller.Arrival;
import dev.parley.load.caller.CallLog;
import dev.parley.load.caller.Caller;
import dev.parley.load.caller.Said;
import dev.parley.load.caller.SpokenTurn;
import dev.parley.proto.v1.UserTurn;
import java.time.Duration;

/// Says a specimen in a session of its own, until the server has begun to answer behind it, or 3 s
/// of silence have passed.
final class Trial {
  private static final Duration BEFORE = Duration.ofMillis(500);
  private static final Duration BEHIND = Duration.ofSeconds(3);

  /// Longer than any answer of the benchmark's own model takes.
  private static final Duration ANSWER = Duration.ofSeconds(3);

  /// What belongs to the end of a turn comes at once.
  private static final Duration REST = Duration.ofMillis(100);

  private Trial() {}

  static Outcome run(VoiceClient client, Specimen specimen, Rules rules)
      throws InterruptedException {
    try (Caller caller = Caller.open(client, rules.session(), true)) {
      caller.pause(BEFORE);
      Said said = caller.say(specimen.sound());
      long end = said.start() + specimen.earliestEnd();
      long silent = said.start() + specimen.sound().length() - end;
      Duration left = BEHIND.minusMillis(silent / (CallLog.FRAME / 20));
      if (caller
          .await(0, arrival -> isStop(arrival) && arrival.position() >= end, left)
          .isPresent()) {
        caller.await(0, arrival -> isAnswer(arrival) && arrival.position() >= end, ANSWER);
        caller.pause(REST);
      }
      return Outcome.of(caller.drop(), said, specimen, rules);
    }
  }

  static boolean isAnswer(Arrival arrival) {
    return SpokenTurn.startsReply(arrival.message());
  }

  static boolean isStop(Arrival arrival) {
    return arrival.message().getUserTurn().getKind() == UserTurn.Kind.STOPPED;
  }
}
