package dev.parley.load.duel;

import dev.parley.load.peer.Contestant;
import java.io.IOException;
import java.util.List;

/// A recogniser that is loaded and takes part in the duel.
interface DuelEngine extends Contestant {
  /// Transcribes one clip, with the whole machine for it.
  Heard transcribe(DuelClip clip) throws IOException, InterruptedException;

  /// Transcribes all clips, several at once.
  ///
  /// @return the seconds of the whole pass
  double pass(List<DuelClip> clips) throws IOException, InterruptedException;
}
