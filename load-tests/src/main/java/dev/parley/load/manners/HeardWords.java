package dev.parley.load.manners;

import dev.parley.client.VoiceClient;
import dev.parley.load.caller.CallLog;
import dev.parley.load.caller.Sound;
import dev.parley.load.host.Callers;
import dev.parley.load.host.ScriptedModel;
import dev.parley.proto.v1.ServerMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Replies interrupted at random: is the last word that the server remembers the one that sounded.
final class HeardWords implements Experiment {
  private static final String NAME = "heard words";
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(8);
  private static final int EARLIEST = 500;
  private static final int LATEST = 12_000;

  private final int count;

  HeardWords(int count) {
    this.count = count;
  }

  /// @param byHistory words that the language model was told of, less those that sounded; empty if
  ///     the server asked no model of ours
  /// @param byProgress words that the client was told of, less those that sounded
  private record Result(Optional<Integer> byHistory, int byProgress) {}

  @Override
  public Finding run(Stage stage) throws IOException, InterruptedException {
    List<Callers.Call<Optional<Result>>> calls = new ArrayList<>();
    for (Sound speech : stage.sounds(count, Sound.Kind.SPEECH, NAME, BargeIns::isShort)) {
      int number = calls.size();
      calls.add(client -> interrupt(stage, client, speech, number));
    }
    List<Result> results = stage.make(NAME, calls).stream().flatMap(Optional::stream).toList();
    List<Integer> history = results.stream().flatMap(one -> one.byHistory().stream()).toList();
    List<Integer> progress = results.stream().map(Result::byProgress).toList();
    return new Finding(
        "%d replies stopped at random".formatted(results.size()),
        "last word of the history %s; of SpeechProgress %s"
            .formatted(summary(history), summary(progress)),
        "-");
  }

  private static String summary(List<Integer> errors) {
    return errors.isEmpty()
        ? "unknown"
        : "within one word in %d of %d (exact %d, most %d early, %d late)"
            .formatted(
                errors.stream().filter(error -> Math.abs(error) <= 1).count(),
                errors.size(),
                errors.stream().filter(error -> error == 0).count(),
                errors.stream().mapToInt(error -> Math.max(-error, 0)).max().orElse(0),
                errors.stream().mapToInt(error -> Math.max(error, 0)).max().orElse(0));
  }

  private static Optional<Result> interrupt(
      Stage stage, VoiceClient client, Sound speech, int number)
      throws IOException, InterruptedException {
    String prompt = "Conversation %d of the heard words.".formatted(number);
    long after = stage.random(NAME, number).nextInt(EARLIEST, LATEST);
    try (Monologue monologue =
        Monologue.begin(client, stage.session(prompt), stage.isReporting(), number)) {
      monologue.interrupt(speech, after);
      if (!monologue.awaitStopped(PATIENCE)) {
        stage.detail("%s %s: went on".formatted(NAME, speech.name()));
        monologue.caller().drop();
        return Optional.empty();
      }
      if (stage.model().isPresent()) {
        monologue.caller().await(0, one -> answers(one.message(), monologue.replyId()), ANSWER);
      }
      CallLog log = stage.checked(NAME + " " + speech.name(), monologue.caller().drop());
      SpokenWords spoken = new SpokenWords(monologue.text());
      int sounded = spoken.begun(client, log, monologue.replyId());
      int progress = spoken.count(progress(log, monologue.replyId()));
      Optional<Integer> history = stage.model().flatMap(model -> remembered(model, prompt, spoken));
      stage.detail(
          "%s %s: %d words had begun, progress tells %d, history %s"
              .formatted(
                  NAME,
                  speech.name(),
                  sounded,
                  progress,
                  history.map(String::valueOf).orElse("nothing")));
      return Optional.of(new Result(history.map(words -> words - sounded), progress - sounded));
    }
  }

  private static boolean answers(ServerMessage message, String monologue) {
    return message.hasReplyText() && !message.getReplyText().getReplyId().equals(monologue);
  }

  private static String progress(CallLog log, String reply) {
    return log
        .arrivals(
            message ->
                message.hasSpeechProgress()
                    && message.getSpeechProgress().getReplyId().equals(reply))
        .stream()
        .map(one -> one.message().getSpeechProgress().getHeardText())
        .reduce("", (_, later) -> later);
  }

  /// How many words of the monologue the model was told that it had said; empty if it was not asked
  /// after that.
  private static Optional<Integer> remembered(
      ScriptedModel model, String prompt, SpokenWords spoken) {
    List<ScriptedModel.Line> lines = model.conversation(prompt);
    boolean asked = lines.stream().anyMatch(line -> line.role().equals("user"));
    return asked
        ? lines.stream()
            .filter(line -> line.role().equals("assistant"))
            .map(line -> spoken.count(line.text()))
            .max(Integer::compare)
        : Optional.empty();
  }
}
