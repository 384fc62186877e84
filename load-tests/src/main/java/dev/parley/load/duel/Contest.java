package dev.parley.load.duel;

import dev.parley.client.cli.terminal.Progress;
import dev.parley.client.cli.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Lets engines that are all loaded take turns on every clip, so that whatever else the machine
/// does, and however warm it is, meets all alike.
final class Contest {
  private final Terminal terminal;
  private final Duration pause;

  /// @param pause before every turn, so that the threads of the engine before have gone to sleep
  Contest(Terminal terminal, Duration pause) {
    this.terminal = terminal;
    this.pause = pause;
  }

  /// @return for every engine, for every round, what it made of the clips
  List<List<List<Heard>>> run(List<DuelEngine> engines, List<DuelClip> clips, int rounds)
      throws IOException, InterruptedException {
    List<List<List<Heard>>> results = new ArrayList<>();
    for (DuelEngine engine : engines) {
      engine.transcribe(clips.getFirst());
      results.add(new ArrayList<>());
    }
    try (Progress progress = new Progress(terminal)) {
      for (int round = 0; round < rounds; round++) {
        for (List<List<Heard>> result : results) {
          result.add(new ArrayList<>());
        }
        for (int number = 0; number < clips.size(); number++) {
          progress.show(
              "Round " + (round + 1),
              (double) (round * clips.size() + number) / (rounds * clips.size()),
              clips.get(number).clip().file());
          // Who comes first changes from clip to clip.
          for (int turn = 0; turn < engines.size(); turn++) {
            int engine = (turn + number + round) % engines.size();
            Thread.sleep(pause);
            results.get(engine).get(round).add(engines.get(engine).transcribe(clips.get(number)));
          }
        }
      }
    }
    return results;
  }
}
