package dev.parley.load.duel;

import dev.parley.load.corpus.Clip;
import dev.parley.load.corpus.RawFile;
import dev.parley.load.corpus.Samples;
import dev.parley.load.corpus.ScratchFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The clips of a duel, decoded into memory and into a temporary folder.
final class DuelClips implements AutoCloseable {
  private final ScratchFolder folder = new ScratchFolder();
  private final List<DuelClip> clips = new ArrayList<>();

  /// @param known the languages that may be asked for
  DuelClips(List<Clip> chosen, List<String> known) throws IOException {
    for (Clip clip : chosen) {
      float[] samples = Samples.of(clip.path());
      Path raw = folder.file(clips.size() + ".f32");
      RawFile.write(raw, samples);
      clips.add(new DuelClip(clip, samples, raw, clip.languageAmong(known)));
    }
  }

  List<DuelClip> all() {
    return List.copyOf(clips);
  }

  double duration() {
    return clips.stream().mapToDouble(DuelClip::duration).sum();
  }

  @Override
  public void close() {
    folder.close();
  }
}
