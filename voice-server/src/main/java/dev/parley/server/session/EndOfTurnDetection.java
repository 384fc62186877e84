package dev.parley.server.session;

import dev.parley.audio.PcmFrame;
import dev.parley.audio.turn.TurnDecision;
import dev.parley.server.conversation.Utterance;
import java.time.Duration;

/// Decides in the pauses of a turn whether the person has finished. Owned by the thread of the
/// input. Positions are samples of 16 kHz.
interface EndOfTurnDetection extends AutoCloseable {
  /// A turn opens; its audio follows, from before the first voice.
  void turnBegan();

  /// Takes audio of the open turn.
  void write(PcmFrame frame);

  /// The person has been quiet since `position`.
  void pauseBegan(long position);

  /// The person speaks again, since `position`.
  void wentOn(long position);

  /// What was recognised of the turn so far.
  ///
  /// @param listenedTo up to where the recogniser listened for it
  void heard(Utterance utterance, long listenedTo);

  /// A model has judged a pause.
  void judged(SessionInput.PauseJudged judgement);

  /// Whether the pause is the end, asked at every frame of it.
  ///
  /// @param silence since the last voice
  TurnDecision decide(Duration silence);

  /// Forgets what is under way.
  @Override
  void close();
}
