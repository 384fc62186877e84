package dev.parley.load.script;

import static dev.parley.load.figures.MarkdownTable.number;

import dev.parley.load.caller.Breach;
import dev.parley.load.caller.FalseInterruptions;
import dev.parley.load.caller.Invariants;
import dev.parley.load.caller.SpokenTurn;
import dev.parley.load.figures.Distribution;
import dev.parley.load.figures.MarkdownTable;
import dev.parley.load.figures.Report;
import dev.parley.proto.v1.Interruption;
import dev.parley.proto.v1.TurnMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;

/// What came of some scripts, as tables.
final class CallReport {
  private record Turn(String call, SpokenTurn turn) {}

  private final List<Turn> turns = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private final List<String> late = new ArrayList<>();
  private int falseInterruptions;
  private int falseAlarms;
  private int interruptions;

  void add(ScriptRun.Result result) {
    String name = result.script().name();
    if (!result.log().isPunctual()) {
      late.add(
          "%s: audio was sent up to %.0f ms late, so its figures mislead."
              .formatted(name, result.log().lateness()));
    }
    SpokenTurn.of(result.log()).forEach(turn -> turns.add(new Turn(name, turn)));
    falseInterruptions += FalseInterruptions.in(result.log()).size();
    interruptions += count(result, Interruption.Kind.CONFIRMED);
    falseAlarms += count(result, Interruption.Kind.FALSE_ALARM);
    result.failure().ifPresent(faults::add);
    for (Breach breach : Invariants.check(result.log())) {
      faults.add("%s: %s.".formatted(name, breach));
    }
  }

  /// Whether a script could not go on, or a rule was broken.
  boolean isFaulty() {
    return !faults.isEmpty();
  }

  void write(Report report) {
    report.add(turnTable());
    report.add(summary());
    report.add(
        new MarkdownTable("event", "times")
            .row("replies stopped for good", Integer.toString(interruptions))
            .row("of these by no speech", Integer.toString(falseInterruptions))
            .row("replies paused and resumed", Integer.toString(falseAlarms))
            .row("turns cut off", Long.toString(count(SpokenTurn::cutOff)))
            .row("ends missed", Long.toString(count(turn -> turn.endOfTurn().isEmpty()))));
    late.forEach(report::add);
    report.add(
        faults.isEmpty()
            ? "Every call kept all rules."
            : "Faults:\n\n- " + String.join("\n- ", faults));
  }

  private MarkdownTable turnTable() {
    MarkdownTable table =
        new MarkdownTable(
            "call",
            "turn",
            "end of turn ms",
            "voice to voice ms",
            "barge-in stop ms",
            "server: end of turn",
            "final",
            "first token",
            "first clause",
            "first audio");
    for (Turn one : turns) {
      SpokenTurn turn = one.turn();
      table.row(
          one.call(),
          turn.name() + (turn.cutOff() ? " (cut off)" : ""),
          cell(turn.endOfTurn()),
          cell(turn.voiceToVoice()),
          cell(turn.bargeIn()),
          metric(turn, m -> m.hasEndOfTurnMs() ? m.getEndOfTurnMs() : -1),
          metric(turn, m -> m.hasFinalTranscriptMs() ? m.getFinalTranscriptMs() : -1),
          metric(turn, m -> m.hasFirstTokenMs() ? m.getFirstTokenMs() : -1),
          metric(turn, m -> m.hasFirstClauseMs() ? m.getFirstClauseMs() : -1),
          metric(turn, m -> m.hasFirstAudioMs() ? m.getFirstAudioMs() : -1));
    }
    return table;
  }

  private MarkdownTable summary() {
    MarkdownTable table = new MarkdownTable("measure", "turns", "P50 / P95 / P99 ms");
    summarize(table, "end of turn", SpokenTurn::endOfTurn);
    summarize(table, "voice to voice", SpokenTurn::voiceToVoice);
    summarize(table, "barge-in stop", SpokenTurn::bargeIn);
    return table;
  }

  private void summarize(
      MarkdownTable table, String name, Function<SpokenTurn, OptionalDouble> measure) {
    Distribution values =
        Distribution.of(
            turns.stream()
                .map(one -> measure.apply(one.turn()))
                .filter(OptionalDouble::isPresent)
                .map(OptionalDouble::getAsDouble)
                .toList());
    table.row(name, Integer.toString(values.count()), values.summary());
  }

  private long count(Predicate<SpokenTurn> wanted) {
    return turns.stream().map(Turn::turn).filter(wanted).count();
  }

  private static int count(ScriptRun.Result result, Interruption.Kind kind) {
    return result
        .log()
        .arrivals(
            message -> message.hasInterruption() && message.getInterruption().getKind() == kind)
        .size();
  }

  private static String cell(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble(), 0) : "-";
  }

  private static String metric(SpokenTurn turn, Function<TurnMetrics, Integer> stage) {
    int value = turn.metrics().map(stage).orElse(-1);
    return value < 0 ? "-" : Integer.toString(value);
  }
}
