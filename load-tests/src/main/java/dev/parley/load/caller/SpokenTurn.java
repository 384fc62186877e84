package dev.parley.load.caller;

import dev.parley.proto.v1.Interruption;
import dev.parley.proto.v1.ServerMessage;
import dev.parley.proto.v1.TurnMetrics;
import dev.parley.proto.v1.UserTurn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What a server made of something that the caller said, in milliseconds.
///
/// @param name of the sound
/// @param endOfTurn from sending the last audible sample to the end of the turn; empty if it was
///     not found before the caller spoke again
/// @param voiceToVoice from the same to the first audio of the reply
/// @param bargeIn from the onset of what is audible to the last sample of a reply that sounded
///     then; empty if none did, or it was not stopped for good
/// @param cutOff whether the turn was ended before its last audible sample was sent
/// @param metrics of the server about the answer
public record SpokenTurn(
    String name,
    OptionalDouble endOfTurn,
    OptionalDouble voiceToVoice,
    OptionalDouble bargeIn,
    boolean cutOff,
    Optional<TurnMetrics> metrics) {

  private static final double SAMPLES_A_MILLISECOND = 16;

  /// All that a caller said and meant to be answered, in order.
  public static List<SpokenTurn> of(CallLog log) {
    List<Said> said =
        log.said().stream().filter(one -> one.sound().kind() == Sound.Kind.SPEECH).toList();
    List<SpokenTurn> turns = new ArrayList<>();
    for (int i = 0; i < said.size(); i++) {
      long next = i + 1 < said.size() ? said.get(i + 1).onset() : Long.MAX_VALUE;
      turns.add(of(log, said.get(i), next));
    }
    return turns;
  }

  private static SpokenTurn of(CallLog log, Said said, long next) {
    Optional<Arrival> stop =
        log.firstFrom(said.end(), SpokenTurn::isStop).filter(one -> one.position() < next);
    Optional<Arrival> audio =
        log.firstFrom(said.end(), SpokenTurn::startsReply).filter(one -> one.position() < next);
    return new SpokenTurn(
        said.sound().name(),
        since(log, said, stop),
        since(log, said, audio),
        stopTime(log, said, next),
        log.firstFrom(said.onset(), SpokenTurn::isStop)
            .filter(one -> one.position() < said.end())
            .isPresent(),
        audio.flatMap(first -> metrics(log, first.message().getAudio().getReplyId())));
  }

  /// From the onset of something said over a reply to the reply's last sample, in milliseconds;
  /// empty if none sounded, or it was not stopped for good before a position. A reply that stops at
  /// a breath before the onset takes no time.
  ///
  /// @param next where the caller says the next thing
  public static OptionalDouble stopTime(CallLog log, Said said, long next) {
    Optional<String> reply =
        log.soundings().stream()
            .filter(one -> one.start() <= said.onset() && one.end() > said.start())
            .map(Sounding::replyId)
            .reduce((_, second) -> second);
    boolean stopped =
        reply.isPresent()
            && log.firstFrom(said.start(), message -> stops(message, reply.get()))
                .filter(one -> one.position() < next)
                .isPresent();
    return stopped
        ? log.soundings().stream()
            .filter(one -> one.replyId().equals(reply.get()))
            .mapToDouble(one -> Math.max(one.end() - said.onset(), 0) / SAMPLES_A_MILLISECOND)
            .max()
        : OptionalDouble.empty();
  }

  private static boolean stops(ServerMessage message, String reply) {
    return message.getInterruption().getReplyId().equals(reply)
        && message.getInterruption().getKind() == Interruption.Kind.CONFIRMED;
  }

  /// Whether a message is the first audio of a reply.
  public static boolean startsReply(ServerMessage message) {
    return message.hasAudio()
        && message.getAudio().getPtsMs() == 0
        && !message.getAudio().getAudio().isEmpty();
  }

  private static boolean isStop(ServerMessage message) {
    return message.getUserTurn().getKind() == UserTurn.Kind.STOPPED;
  }

  private static OptionalDouble since(CallLog log, Said said, Optional<Arrival> arrival) {
    return arrival.isPresent()
        ? OptionalDouble.of(Math.max(log.since(said.end(), arrival.get()), 0))
        : OptionalDouble.empty();
  }

  private static Optional<TurnMetrics> metrics(CallLog log, String reply) {
    return log.arrivals().stream()
        .map(one -> one.message().getTurnMetrics())
        .filter(one -> one.getReplyId().equals(reply) && !reply.isEmpty())
        .findFirst();
  }
}
