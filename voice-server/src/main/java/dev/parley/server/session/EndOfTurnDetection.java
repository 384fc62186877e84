package dev.parley.server.session;

import dev.parley.audio.PcmFrame;
import dev.parley.audio.turn.TurnDetector;
import dev.parley.server.conversation.Utterance;

/// Decides in the pauses of a turn whether the person has finished, asked at every frame of them.
/// What it need not know it may leave unheard. Owned by the thread of the input. Positions are
/// samples of 16 kHz.
interface EndOfTurnDetection extends TurnDetector, AutoCloseable {
  /// A turn opens; its audio follows, from before the first voice.
  default void turnBegan() {}

  /// Takes audio of the open turn.
  default void write(PcmFrame frame) {}

  /// The person has been quiet since `position`.
  default void pauseBegan(long position) {}

  /// The person speaks again, since `position`.
  default void wentOn(long position) {}

  /// What was recognised of the turn so far.
  ///
  /// @param listenedTo up to where the recogniser listened for it
  default void heard(Utterance utterance, long listenedTo) {}

  /// A model has judged a pause.
  default void judged(SessionInput.PauseJudged judgement) {}

  /// Forgets what is under way.
  @Override
  default void close() {}
}
