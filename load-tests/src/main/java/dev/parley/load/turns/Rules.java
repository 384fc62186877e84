package dev.parley.load.turns;

import dev.parley.client.cli.terminal.CommandFailure;
import dev.parley.proto.v1.Eagerness;
import dev.parley.proto.v1.PromptSettings;
import dev.parley.proto.v1.SessionConfig;
import dev.parley.proto.v1.TurnDetection;
import dev.parley.proto.v1.TurnSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One way to find ends of turns.
///
/// @param name for reports
record Rules(String name, TurnSettings turn) {
  /// The ways that the options name, in their order: the semantic one for each eagerness, and
  /// silences once each.
  ///
  /// @param detections `semantic` or milliseconds of silence
  /// @param eagernesses `low`, `medium`, `high`
  /// @throws CommandFailure if one is none of these
  static List<Rules> of(List<String> detections, List<String> eagernesses) {
    List<Rules> all = new ArrayList<>();
    for (String detection : detections) {
      if (detection.equalsIgnoreCase("semantic")) {
        eagernesses.forEach(eagerness -> all.add(semantic(eagerness)));
      } else {
        all.add(silence(detection));
      }
    }
    return all;
  }

  /// The session in which the rules hold, and nobody is asked whether they are still there.
  SessionConfig session() {
    return SessionConfig.newBuilder()
        .addLanguages("en")
        .setTurn(turn)
        .setPrompts(PromptSettings.newBuilder().setSilenceMs(0))
        .build();
  }

  boolean isSemantic() {
    return turn.getDetection() == TurnDetection.SEMANTIC;
  }

  private static Rules semantic(String eagerness) {
    Eagerness wanted =
        switch (eagerness.toLowerCase(Locale.ROOT)) {
          case "low" -> Eagerness.LOW;
          case "medium" -> Eagerness.MEDIUM;
          case "high" -> Eagerness.HIGH;
          case String other ->
              throw new CommandFailure(
                  "'%s' is no eagerness; use low, medium or high.".formatted(other));
        };
    return new Rules(
        "semantic, " + eagerness.toLowerCase(Locale.ROOT),
        TurnSettings.newBuilder()
            .setDetection(TurnDetection.SEMANTIC)
            .setEagerness(wanted)
            .build());
  }

  private static Rules silence(String milliseconds) {
    try {
      int silence = Integer.parseInt(milliseconds);
      return new Rules(
          "%d ms of silence".formatted(silence),
          TurnSettings.newBuilder()
              .setDetection(TurnDetection.SILENCE)
              .setSilenceMs(silence)
              .build());
    } catch (NumberFormatException e) {
      throw new CommandFailure(
          "'%s' is no detection; use semantic or milliseconds of silence.".formatted(milliseconds),
          e);
    }
  }
}
