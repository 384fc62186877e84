package dev.parley.server.wire;

import dev.parley.proto.v1.TurnSettings;
import dev.parley.server.config.ServerConfig.ConversationDefaults;
import dev.parley.server.session.SessionSettings;
import dev.parley.server.turn.Eagerness;
import dev.parley.server.turn.Expectation;
import dev.parley.server.turn.TurnDetection;
import java.time.Duration;

/// Reads and writes when turns end.
final class TurnReader {
  private TurnReader() {}

  static SessionSettings.Turn read(TurnSettings turn, ConversationDefaults defaults, String field) {
    return read(
        turn, defaults, detection(turn, defaults.detection(), field), defaults.silence(), field);
  }

  static SessionSettings.Turn readCaptions(
      TurnSettings turn, ConversationDefaults defaults, Duration silence, String field) {
    if (detection(turn, TurnDetection.SILENCE, field) == TurnDetection.SEMANTIC) {
      throw SettingsReader.invalid(
          field + ".detection",
          "Captions end their utterances by silence; leave detection out, or use Voice.Converse.");
    }
    return read(turn, defaults, TurnDetection.SILENCE, silence, field);
  }

  private static SessionSettings.Turn read(
      TurnSettings turn,
      ConversationDefaults defaults,
      TurnDetection detection,
      Duration defaultSilence,
      String field) {
    int silence = turn.hasSilenceMs() ? turn.getSilenceMs() : (int) defaultSilence.toMillis();
    int preRoll = turn.hasPreRollMs() ? turn.getPreRollMs() : (int) defaults.preRoll().toMillis();
    double threshold =
        turn.hasSpeechThreshold() ? turn.getSpeechThreshold() : defaults.speechThreshold();
    return new SessionSettings.Turn(
        detection,
        Duration.ofMillis((long) SettingsReader.within(silence, 100, 5_000, field + ".silence_ms")),
        Duration.ofMillis((long) SettingsReader.within(preRoll, 0, 2_000, field + ".pre_roll_ms")),
        SettingsReader.within(threshold, 0.05, 0.95, field + ".speech_threshold"),
        turn.hasInterruptible() ? turn.getInterruptible() : defaults.interruptible(),
        !turn.hasAutomatic() || turn.getAutomatic(),
        eagerness(turn, defaults.eagerness(), field),
        expectation(turn, field),
        turn.hasAnticipation() ? turn.getAnticipation() : defaults.anticipation());
  }

  static TurnSettings write(SessionSettings.Turn turn) {
    return TurnSettings.newBuilder()
        .setDetection(
            switch (turn.detection()) {
              case SEMANTIC -> dev.parley.proto.v1.TurnDetection.SEMANTIC;
              case SILENCE -> dev.parley.proto.v1.TurnDetection.SILENCE;
            })
        .setSilenceMs(Math.toIntExact(turn.silence().toMillis()))
        .setPreRollMs(Math.toIntExact(turn.preRoll().toMillis()))
        .setSpeechThreshold((float) turn.speechThreshold())
        .setInterruptible(turn.interruptible())
        .setAutomatic(turn.automatic())
        .setEagerness(
            switch (turn.eagerness()) {
              case LOW -> dev.parley.proto.v1.Eagerness.LOW;
              case MEDIUM -> dev.parley.proto.v1.Eagerness.MEDIUM;
              case HIGH -> dev.parley.proto.v1.Eagerness.HIGH;
            })
        .setExpectation(
            switch (turn.expectation()) {
              case FREE -> dev.parley.proto.v1.Expectation.FREE;
              case DIGITS -> dev.parley.proto.v1.Expectation.DIGITS;
              case SPELLING -> dev.parley.proto.v1.Expectation.SPELLING;
            })
        .setAnticipation(turn.anticipation())
        .build();
  }

  private static TurnDetection detection(TurnSettings turn, TurnDetection otherwise, String field) {
    return switch (turn.getDetection()) {
      case SEMANTIC -> TurnDetection.SEMANTIC;
      case SILENCE -> TurnDetection.SILENCE;
      case TURN_DETECTION_UNSPECIFIED -> turn.hasSilenceMs() ? TurnDetection.SILENCE : otherwise;
      case UNRECOGNIZED ->
          throw SettingsReader.invalid(
              field + ".detection",
              "The turn detection %d is unknown; use SEMANTIC or SILENCE."
                  .formatted(turn.getDetectionValue()));
    };
  }

  private static Eagerness eagerness(TurnSettings turn, Eagerness otherwise, String field) {
    return switch (turn.getEagerness()) {
      case LOW -> Eagerness.LOW;
      case MEDIUM -> Eagerness.MEDIUM;
      case HIGH -> Eagerness.HIGH;
      case EAGERNESS_UNSPECIFIED -> otherwise;
      case UNRECOGNIZED ->
          throw SettingsReader.invalid(
              field + ".eagerness",
              "The eagerness %d is unknown; use LOW, MEDIUM or HIGH."
                  .formatted(turn.getEagernessValue()));
    };
  }

  private static Expectation expectation(TurnSettings turn, String field) {
    return switch (turn.getExpectation()) {
      case FREE, EXPECTATION_UNSPECIFIED -> Expectation.FREE;
      case DIGITS -> Expectation.DIGITS;
      case SPELLING -> Expectation.SPELLING;
      case UNRECOGNIZED ->
          throw SettingsReader.invalid(
              field + ".expectation",
              "The expectation %d is unknown; use FREE, DIGITS or SPELLING."
                  .formatted(turn.getExpectationValue()));
    };
  }
}
