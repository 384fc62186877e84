package dev.parley.load.turns;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.audio.PcmFormat;
import dev.parley.load.caller.Arrival;
import dev.parley.load.caller.CallLog;
import dev.parley.load.caller.Said;
import dev.parley.proto.v1.EndOfTurnPrediction;
import dev.parley.proto.v1.Transcript;
import java.util.Locale;

/// Writes a trial as one object of JSON, from which rules for ends of turns can be calibrated.
/// Times are milliseconds since the start of the sound.
final class OutcomeLine {
  private final Said said;
  private final ObjectNode line = JsonNodeFactory.instance.objectNode();

  /// What the recogniser has heard of the present turn.
  private String text = "";

  private OutcomeLine(Said said) {
    this.said = said;
  }

  static ObjectNode of(CallLog log, Said said, Specimen specimen, Rules rules) {
    OutcomeLine line = new OutcomeLine(said);
    line.describe(specimen, rules);
    line.tell(log);
    return line.line;
  }

  private void describe(Specimen specimen, Rules rules) {
    line.put("file", specimen.clip().file())
        .put("text", specimen.clip().transcript())
        .put("variant", specimen.variant().name().toLowerCase(Locale.ROOT))
        .put("rules", rules.name())
        .put("audible_end_ms", PcmFormat.SPEECH.milliseconds(specimen.sound().end()))
        .put("voiced_end_ms", PcmFormat.SPEECH.milliseconds(specimen.voicedEnd()));
    specimen
        .pause()
        .ifPresent(
            pause ->
                line.putObject("pause")
                    .put("word", pause.word())
                    .put("start_ms", PcmFormat.SPEECH.milliseconds(pause.start()))
                    .put("end_ms", PcmFormat.SPEECH.milliseconds(pause.end())));
  }

  private void tell(CallLog log) {
    ArrayNode turns = line.putArray("turns");
    ArrayNode predictions = line.putArray("predictions");
    ArrayNode finals = line.putArray("finals");
    for (Arrival arrival : log.arrivals()) {
      switch (arrival.message().getMessageCase()) {
        case USER_TURN ->
            turns
                .addObject()
                .put("kind", arrival.message().getUserTurn().getKind().name())
                .put("at_ms", time(arrival));
        case END_OF_TURN -> predict(predictions.addObject(), arrival);
        case TRANSCRIPT -> {
          Transcript transcript = arrival.message().getTranscript();
          text = (transcript.getCommittedText() + transcript.getTentativeText()).strip();
          if (transcript.getIsFinal()) {
            finals.add(text);
            text = "";
          }
        }
        default -> {
          // Nothing else tells about ends of turns.
        }
      }
    }
  }

  private void predict(ObjectNode node, Arrival arrival) {
    EndOfTurnPrediction prediction = arrival.message().getEndOfTurn();
    node.put("at_ms", time(arrival))
        .put("text", text)
        .put("silence_ms", prediction.getSilenceMs())
        .put("limit_ms", prediction.getLimitMs())
        .put("probability", prediction.getProbability())
        .put("threshold", prediction.getThreshold())
        .put("inference_ms", prediction.getInferenceMs());
    if (prediction.hasSoundProbability()) {
      node.put("sound", prediction.getSoundProbability());
    }
    if (prediction.hasWordsProbability()) {
      node.put("words", prediction.getWordsProbability());
    }
  }

  private long time(Arrival arrival) {
    return PcmFormat.SPEECH.milliseconds(arrival.position()) - said.start() / (CallLog.FRAME / 20);
  }
}
