package dev.parley.load.caller;

import dev.parley.proto.v1.ClientMessage;
import dev.parley.proto.v1.Interruption;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds replies that were stopped for good although nobody wanted that.
public final class FalseInterruptions {
  private static final Set<ClientMessage.MessageCase> STOPPING =
      EnumSet.of(
          ClientMessage.MessageCase.TEXT,
          ClientMessage.MessageCase.DTMF,
          ClientMessage.MessageCase.INTERRUPT);

  private FalseInterruptions() {}

  /// The interruptions before which the last thing that the caller did was no speech, nothing typed
  /// and no key.
  public static List<Arrival> in(CallLog log) {
    return log
        .arrivals(
            message ->
                message.hasInterruption()
                    && message.getInterruption().getKind() == Interruption.Kind.CONFIRMED)
        .stream()
        .filter(one -> !wanted(log, one.position()))
        .toList();
  }

  private static boolean wanted(CallLog log, long position) {
    Optional<Said> sound =
        log.said().stream().filter(one -> one.onset() <= position).reduce((_, second) -> second);
    long since = sound.map(Said::onset).orElse(0L);
    boolean ordered =
        log.orders().stream()
            .anyMatch(
                one ->
                    STOPPING.contains(one.message().getMessageCase())
                        && one.position() >= since
                        && one.position() <= position);
    return ordered || sound.map(one -> one.sound().kind() == Sound.Kind.SPEECH).orElse(false);
  }
}
