package dev.parley.load.turns;

import java.util.List;

/// What a report says about single trials.
final class OutcomeList {
  /// Ends that are found later are worth a look.
  private static final double LATE_MILLIS = 700;

  private OutcomeList() {}

  static String legend() {
    return "The delay counts from sending the last audible sample (40 % of the way from a clip's"
        + " quiet to its loud decibels) and from the last voice by the detector of voice to the"
        + " end of the turn, first audio from the last audible sample to that of the answer, whose"
        + " model needs no time. An end is missed if 3 s of silence are not enough. A false cut-off is"
        + " an end in the pause or before it was noticed, 200 ms later, that the sentence goes on;"
        + " ended inside counts whole sentences that were ended before their end.";
  }

  /// The false cut-offs, late ends and missed ends, each with its object of JSON.
  static String of(List<Outcome> outcomes) {
    StringBuilder list = new StringBuilder("Cut off, late or missed:\n");
    for (Outcome outcome : outcomes) {
      String fault = outcome.punctual() ? fault(outcome) : "";
      if (!fault.isEmpty()) {
        list.append("\n- ")
            .append(fault)
            .append(": ")
            .append(outcome.specimen().clip().file())
            .append(" (")
            .append(outcome.rules().name())
            .append(")\n  `")
            .append(outcome.line())
            .append('`');
      }
    }
    return list.toString();
  }

  private static String fault(Outcome outcome) {
    if (outcome.cut()) {
      return "cut off";
    }
    if (outcome.repliesInside() > 0) {
      return "answered inside";
    }
    if (outcome.inside() > 0) {
      return "ended inside";
    }
    if (outcome.missed()) {
      return "missed";
    }
    return outcome.delay().orElse(0) > LATE_MILLIS ? "late" : "";
  }
}
