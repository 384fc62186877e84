package dev.parley.load.duel;

import dev.parley.load.corpus.Clip;
import dev.parley.load.corpus.Samples;
import java.nio.file.Path;
import java.util.List;

/// A clip, decoded for all engines alike.
///
/// @param samples at 16 kHz; must not be changed
/// @param raw a file of the same samples as bare float32
/// @param languages one, or none if it is not known
@SuppressWarnings("ArrayRecordComponent") // shared on purpose, as a copy for each run would cost
record DuelClip(Clip clip, float[] samples, Path raw, List<String> languages) {
  double duration() {
    return Samples.seconds(samples.length);
  }
}
