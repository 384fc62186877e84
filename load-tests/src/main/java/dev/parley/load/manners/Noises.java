package dev.parley.load.manners;

import dev.parley.client.VoiceClient;
import dev.parley.load.caller.CallLog;
import dev.parley.load.caller.Sound;
import dev.parley.load.corpus.Clip;
import dev.parley.load.host.Callers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Coughs, knocks, music and back-channels over replies: none may stop one for good.
final class Noises implements Experiment {
  private static final String NAME = "noises";

  /// More of a piece of music is no other noise.
  private static final int LONGEST = 5 * 16_000;

  /// Longer than a paused reply waits for words.
  private static final Duration REST = Duration.ofMillis(3_500);

  /// Some voices would spell "Mm-hm".
  private static final List<String> BACK_CHANNELS =
      List.of("[Mm-hm](/mhm/).", "Yes.", "Okay.", "Uh-huh.", "Right.", "Yeah.");

  private final int count;

  Noises(int count) {
    this.count = count;
  }

  private record Result(boolean stopped, int falseAlarms, int turns) {}

  @Override
  public Finding run(Stage stage) throws IOException, InterruptedException {
    List<Sound> sounds = new ArrayList<>(BackChannelVoices.speak(stage.server(), BACK_CHANNELS));
    while (sounds.size() > count) {
      sounds.removeLast();
    }
    if (sounds.size() < count) {
      stage
          .sounds(count - sounds.size(), Sound.Kind.NOISE, NAME, Noises::isNoise)
          .forEach(sound -> sounds.add(shortened(sound)));
    }
    List<Callers.Call<Result>> calls = new ArrayList<>();
    for (Sound sound : sounds) {
      int number = calls.size();
      calls.add(client -> disturb(stage, client, sound, number));
    }
    List<Result> results = stage.make(NAME, calls);
    return new Finding(
        "%d coughs, knocks, music and back-channels".formatted(results.size()),
        "%d replies stopped for good, %d paused and resumed, %d turns"
            .formatted(
                results.stream().filter(Result::stopped).count(),
                results.stream().filter(one -> one.falseAlarms() > 0).count(),
                results.stream().mapToInt(Result::turns).sum()),
        "-");
  }

  static boolean isNoise(Clip clip) {
    return clip.category().startsWith("nonspeech/") && !clip.category().endsWith("/silence");
  }

  private static Sound shortened(Sound sound) {
    return sound.length() <= LONGEST
        ? sound
        : Sound.of(sound.name(), sound.kind(), Arrays.copyOf(sound.toArray(), LONGEST));
  }

  private static Result disturb(Stage stage, VoiceClient client, Sound sound, int number)
      throws InterruptedException {
    long after = stage.random(NAME, number).nextInt(800, 4_000);
    try (Monologue monologue =
        Monologue.begin(client, stage.session(""), stage.isReporting(), number)) {
      monologue.interrupt(sound, after);
      boolean stopped = monologue.awaitStopped(REST);
      CallLog log = stage.checked(NAME + " " + sound.name(), monologue.caller().drop());
      int alarms = monologue.falseAlarms(log);
      int turns = Quiet.turns(log);
      stage.detail(
          "%s %s: %s, paused %d times, %d turns%s"
              .formatted(
                  NAME,
                  sound.name(),
                  stopped ? "STOPPED" : "went on",
                  alarms,
                  turns,
                  Quiet.heard(log)));
      return new Result(stopped, alarms, turns);
    }
  }
}
