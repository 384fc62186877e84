package dev.parley.load.turns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.load.caller.Arrival;
import dev.parley.load.caller.CallLog;
import dev.parley.load.caller.Said;
import dev.parley.load.caller.Sounding;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// What became of a specimen.
///
/// @param delay from sending the last audible sample to the end of the turn, in milliseconds; empty
///     if the turn was not ended behind the speech
/// @param voicedDelay the same from the last voice by the voice activity detector
/// @param firstAudio from the last audible sample to the first audio of the answer
/// @param cut whether the pause was taken for the end
/// @param inside how often the turn was ended before the person had finished, at the pause or
///     elsewhere
/// @param repliesInside how many replies were heard before the person had finished
/// @param punctual whether the caller kept its pace, so that the rest counts
/// @param atPause what the sound alone said about the pause first
/// @param atEnd what the sound alone said about the end first
/// @param line everything, for a file
record Outcome(
    Specimen specimen,
    Rules rules,
    OptionalDouble delay,
    OptionalDouble voicedDelay,
    OptionalDouble firstAudio,
    boolean cut,
    int inside,
    int repliesInside,
    boolean punctual,
    Optional<SoundVerdict> atPause,
    Optional<SoundVerdict> atEnd,
    ObjectNode line) {

  /// A person who goes on is noticed so much later: 200 ms in samples.
  private static final long NOTICED = 3_200;

  /// @param complete whether it takes the person for finished
  /// @param delay from sending the last audible sample to the verdict, in milliseconds
  record SoundVerdict(boolean complete, double delay) {}

  static Outcome of(CallLog log, Said said, Specimen specimen, Rules rules) {
    long end = said.start() + specimen.earliestEnd();
    List<Arrival> stops = log.arrivals().stream().filter(Trial::isStop).toList();
    Optional<Arrival> stop = stops.stream().filter(one -> one.position() >= end).findFirst();
    Optional<long[]> pause =
        specimen
            .pause()
            .map(
                place ->
                    new long[] {
                      said.start() + place.start(), said.start() + place.end() + NOTICED
                    });
    boolean cut =
        pause.isPresent()
            && stops.stream().anyMatch(one -> lies(one, pause.get()[0], pause.get()[1]));
    OptionalDouble delay = delay(log, said.end(), stop);
    OptionalDouble voiced = delay(log, said.start() + specimen.voicedEnd(), stop);
    OptionalDouble firstAudio =
        delay(
            log,
            said.end(),
            log.arrivals().stream()
                .filter(one -> Trial.isAnswer(one) && one.position() >= end)
                .findFirst());
    int replies =
        (int)
            log.soundings().stream()
                .filter(one -> one.start() < end)
                .map(Sounding::replyId)
                .distinct()
                .count();
    int inside = (int) stops.stream().filter(one -> one.position() < end).count();
    return new Outcome(
        specimen,
        rules,
        delay,
        voiced,
        firstAudio,
        cut,
        inside,
        replies,
        log.isPunctual(),
        pause.flatMap(bounds -> verdict(log, said, bounds[0], bounds[1])),
        verdict(log, said, end, Long.MAX_VALUE),
        OutcomeLine.of(log, said, specimen, rules)
            .put("cut", cut)
            .put("stops_inside", inside)
            .put("replies_inside", replies)
            .put("caller_late_ms", Math.round(log.lateness()))
            .put("delay_ms", rounded(delay))
            .put("voiced_delay_ms", rounded(voiced))
            .put("first_audio_ms", rounded(firstAudio)));
  }

  /// Whether the end was not found in 3 s, or the turn had been ended before it.
  boolean missed() {
    return delay.isEmpty();
  }

  private static OptionalDouble delay(CallLog log, long end, Optional<Arrival> stop) {
    return stop.isPresent()
        ? OptionalDouble.of(Math.max(log.since(end, stop.get()), 0))
        : OptionalDouble.empty();
  }

  private static Optional<SoundVerdict> verdict(CallLog log, Said said, long from, long to) {
    return log.arrivals().stream()
        .filter(one -> lies(one, from, to))
        .filter(one -> one.message().getEndOfTurn().hasSoundProbability())
        .findFirst()
        .map(
            one ->
                new SoundVerdict(
                    one.message().getEndOfTurn().getSoundProbability() > 0.5,
                    Math.max(log.since(said.end(), one), 0)));
  }

  private static boolean lies(Arrival arrival, long from, long to) {
    return arrival.position() >= from && arrival.position() < to;
  }

  private static @Nullable Integer rounded(OptionalDouble value) {
    return value.isPresent() ? (int) Math.round(value.getAsDouble()) : null;
  }
}
