package dev.parley.client.cli.talk;

import dev.parley.client.cli.terminal.Bar;
import dev.parley.client.cli.terminal.Style;
import dev.parley.proto.v1.TurnMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Draws where the time of a turn went: a bar per stage, from the end of the stage before.
final class Waterfall {
  private static final int LABEL = 15;
  private static final int LARGEST_BAR = 48;

  private record Stage(String name, int end) {}

  private Waterfall() {}

  /// The lines for a terminal of `width` columns.
  static List<String> lines(int turn, TurnMetrics metrics, int width, Style style) {
    List<Stage> stages = stages(metrics);
    List<String> lines = new ArrayList<>();
    lines.add(style.dim(headline(turn, metrics)));
    int total = stages.stream().mapToInt(Stage::end).max().orElse(0);
    int columns = Math.clamp(width - LABEL - 14, 8, LARGEST_BAR);
    int start = 0;
    for (Stage stage : stages) {
      String bar =
          total == 0
              ? ""
              : Bar.stretch(
                  (double) Math.min(start, stage.end()) / total,
                  (double) stage.end() / total,
                  columns);
      lines.add(
          "  %-15s%s%s %6d ms"
              .formatted(
                  stage.name(), style.cyan(bar), " ".repeat(columns - bar.length()), stage.end()));
      start = Math.max(start, stage.end());
    }
    return lines;
  }

  private static String headline(int turn, TurnMetrics metrics) {
    StringBuilder line =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "  turn %d: %.1f s of speech, %.1f s of answer",
                turn,
                metrics.getSpeechMs() / 1e3,
                metrics.getReplyAudioMs() / 1e3));
    if (!metrics.getModel().isEmpty()) {
      line.append(" by ").append(metrics.getModel());
    }
    if (metrics.getInterrupted()) {
      line.append(", interrupted");
    }
    return line.toString();
  }

  private static List<Stage> stages(TurnMetrics metrics) {
    List<Stage> stages = new ArrayList<>();
    add(stages, "end of turn", metrics.hasEndOfTurnMs(), metrics.getEndOfTurnMs());
    add(stages, "transcript", metrics.hasFinalTranscriptMs(), metrics.getFinalTranscriptMs());
    add(stages, "first token", metrics.hasFirstTokenMs(), metrics.getFirstTokenMs());
    add(stages, "first clause", metrics.hasFirstClauseMs(), metrics.getFirstClauseMs());
    add(stages, "first sound", metrics.hasFirstAudioMs(), metrics.getFirstAudioMs());
    return stages;
  }

  private static void add(List<Stage> stages, String name, boolean happened, int end) {
    if (happened) {
      stages.add(new Stage(name, Math.max(0, end)));
    }
  }
}
