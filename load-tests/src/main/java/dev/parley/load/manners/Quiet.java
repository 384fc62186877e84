package dev.parley.load.manners;

import dev.parley.client.VoiceClient;
import dev.parley.load.caller.Arrival;
import dev.parley.load.caller.CallLog;
import dev.parley.load.caller.Caller;
import dev.parley.load.caller.Sound;
import dev.parley.load.corpus.Clip;
import dev.parley.load.host.Callers;
import dev.parley.proto.v1.ServerMessage;
import dev.parley.proto.v1.Transcript;
import dev.parley.proto.v1.UserTurn;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Noise where nobody speaks: no turn, no reply.
final class Quiet implements Experiment {
  private static final String NAME = "nonspeech";

  /// Of one session.
  private static final double LONGEST_MINUTES = 5;

  /// More than a corpus has; they start again at its end.
  private static final int SOUNDS = 100;

  private static final Duration BETWEEN = Duration.ofMillis(500);
  private static final double SAMPLES_A_MINUTE = 16_000 * 60;

  private final double minutes;

  Quiet(double minutes) {
    this.minutes = minutes;
  }

  private record Result(double minutes, int turns, long replies) {}

  @Override
  public Finding run(Stage stage) throws IOException, InterruptedException {
    List<Sound> sounds = stage.sounds(SOUNDS, Sound.Kind.NOISE, NAME, Quiet::isNonspeech);
    List<Callers.Call<Result>> calls = new ArrayList<>();
    int next = 0;
    for (double left = minutes; left > 0; left -= LONGEST_MINUTES) {
      int first = next;
      double length = Math.min(left, LONGEST_MINUTES);
      calls.add(client -> listen(stage, client, sounds, first, length));
      next += heardIn(sounds, first, length);
    }
    List<Result> results = stage.make(NAME, calls);
    return new Finding(
        "%.1f minutes of nonspeech".formatted(results.stream().mapToDouble(Result::minutes).sum()),
        "%d turns, %d replies"
            .formatted(
                results.stream().mapToInt(Result::turns).sum(),
                results.stream().mapToLong(Result::replies).sum()),
        "-");
  }

  /// How many sounds a session of that length takes.
  private static int heardIn(List<Sound> sounds, int first, double minutes) {
    int count = 0;
    for (double left = minutes * SAMPLES_A_MINUTE; left > 0; count++) {
      left -= sounds.get((first + count) % sounds.size()).length();
    }
    return count;
  }

  static boolean isNonspeech(Clip clip) {
    return clip.category().startsWith("nonspeech/");
  }

  /// How many turns somebody is said to have had.
  static int turns(CallLog log) {
    return log.arrivals(message -> message.getUserTurn().getKind() == UserTurn.Kind.STARTED).size();
  }

  /// The words that somebody is said to have said, for a detail; of each utterance the last text.
  static String heard(CallLog log) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Arrival arrival : log.arrivals(ServerMessage::hasTranscript)) {
      Transcript transcript = arrival.message().getTranscript();
      String text = (transcript.getCommittedText() + transcript.getTentativeText()).strip();
      if (!text.isEmpty()) {
        texts.put(transcript.getItemId(), text);
      }
    }
    return texts.isEmpty() ? "" : ", heard '%s'".formatted(String.join(" / ", texts.values()));
  }

  private static Result listen(
      Stage stage, VoiceClient client, List<Sound> sounds, int first, double minutes)
      throws InterruptedException {
    try (Caller caller = Caller.open(client, stage.session(""), stage.isReporting())) {
      for (int i = first; caller.position() < minutes * SAMPLES_A_MINUTE; i++) {
        int before = caller.messages();
        Sound sound = sounds.get(i % sounds.size());
        caller.say(sound);
        caller.pause(BETWEEN);
        if (caller.await(before, one -> one.message().hasUserTurn(), Duration.ZERO).isPresent()) {
          stage.detail("%s %s: a turn".formatted(NAME, sound.name()));
        }
      }
      CallLog log = stage.checked(NAME, caller.drop());
      return new Result(
          log.length() / SAMPLES_A_MINUTE,
          turns(log),
          log.arrivals(ServerMessage::hasReplyText).stream()
              .map(one -> one.message().getReplyText().getReplyId())
              .distinct()
              .count());
    }
  }
}
