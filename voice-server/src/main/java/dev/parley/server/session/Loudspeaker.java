package dev.parley.server.session;

import dev.parley.audio.PcmFrame;
import java.time.Duration;

/// Is told what the person hears, so that its echo is known.
@FunctionalInterface
interface Loudspeaker {
  /// @param audio of 16 kHz
  /// @param ahead how long it will wait behind what was sent before
  void plays(PcmFrame audio, Duration ahead);
}
