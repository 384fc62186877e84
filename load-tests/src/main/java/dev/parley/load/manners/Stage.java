package dev.parley.load.manners;

import dev.parley.client.cli.terminal.CommandFailure;
import dev.parley.load.caller.Breach;
import dev.parley.load.caller.CallLog;
import dev.parley.load.caller.Invariants;
import dev.parley.load.caller.Sound;
import dev.parley.load.corpus.Clip;
import dev.parley.load.host.Callers;
import dev.parley.load.host.Host;
import dev.parley.load.host.ScriptedModel;
import dev.parley.proto.v1.PromptSettings;
import dev.parley.proto.v1.SessionConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/// What all experiments share. Calls check and tell on any thread; the rest is for the thread of
/// the experiments.
final class Stage {
  private final Host server;
  private final Callers callers;
  private final List<Clip> clips;
  private final boolean reporting;
  private final long seed;
  private final List<String> faults = Collections.synchronizedList(new ArrayList<>());
  private final List<String> late = Collections.synchronizedList(new ArrayList<>());
  private final List<String> details = Collections.synchronizedList(new ArrayList<>());

  /// @param reporting whether callers tell the server what was played
  Stage(Host server, Callers callers, List<Clip> clips, boolean reporting, long seed) {
    this.server = server;
    this.callers = callers;
    this.clips = List.copyOf(clips);
    this.reporting = reporting;
    this.seed = seed;
  }

  boolean isReporting() {
    return reporting;
  }

  /// The language model, which tells what it was shown; absent if it is not ours.
  Optional<ScriptedModel> model() {
    return server.model();
  }

  Host server() {
    return server;
  }

  /// Random numbers for one call of an experiment, the same in every run.
  Random random(String experiment, int number) {
    return new Random((seed * 31 + experiment.hashCode()) * 31 + number);
  }

  /// Makes calls; what came of those that did not fail.
  <T> List<T> make(String name, List<Callers.Call<T>> calls) throws InterruptedException {
    return callers.make(name, calls).stream().flatMap(Optional::stream).toList();
  }

  /// So many sounds of the clips that are wanted, from all over the list, some more than once if
  /// there are fewer.
  ///
  /// @throws CommandFailure if there is none
  List<Sound> sounds(int count, Sound.Kind kind, String name, Predicate<Clip> wanted)
      throws IOException {
    List<Clip> chosen = clips.stream().filter(wanted).toList();
    if (chosen.isEmpty()) {
      throw new CommandFailure(
          "--audio holds no clips for '%s'; leave that experiment out with --experiments."
              .formatted(name));
    }
    List<Sound> sounds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number =
          count <= chosen.size() ? (int) ((long) i * chosen.size() / count) : i % chosen.size();
      sounds.add(Sound.read(chosen.get(number).path(), kind));
    }
    return sounds;
  }

  /// A session in English in which nobody is asked whether they are still there.
  SessionConfig session(String systemPrompt) {
    return SessionConfig.newBuilder()
        .addLanguages("en")
        .setSystemPrompt(systemPrompt)
        .setPrompts(PromptSettings.newBuilder().setSilenceMs(0))
        .build();
  }

  /// Checks a finished call.
  CallLog checked(String name, CallLog log) {
    if (!log.isPunctual()) {
      late.add("%s: audio was sent up to %.0f ms late".formatted(name, log.lateness()));
    }
    for (Breach breach : Invariants.check(log)) {
      faults.add("%s: %s".formatted(name, breach));
    }
    return log;
  }

  /// Notes that something went wrong.
  void fault(String sentence) {
    faults.add(sentence);
  }

  /// Notes something about a single call, for the file of the report.
  void detail(String line) {
    details.add(line);
  }

  /// The calls whose figures mislead, since this machine sent their audio late.
  List<String> late() {
    return List.copyOf(late);
  }

  List<String> faults() {
    return List.copyOf(faults);
  }

  List<String> details() {
    return List.copyOf(details);
  }
}
