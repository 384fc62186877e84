package dev.parley.load.duel;

import java.io.IOException;
import java.util.List;

/// A recogniser that is loaded and takes part in the duel.
interface DuelEngine extends AutoCloseable {
  /// For reports.
  String name();

  /// Transcribes one clip, with the whole machine for it.
  Heard transcribe(DuelClip clip) throws IOException, InterruptedException;

  /// Transcribes all clips, several at once.
  ///
  /// @return the seconds of the whole pass
  double pass(List<DuelClip> clips) throws IOException, InterruptedException;

  @Override
  void close();
}
