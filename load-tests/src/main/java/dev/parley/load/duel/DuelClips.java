package dev.parley.load.duel;

import dev.parley.load.corpus.Clip;
import dev.parley.load.corpus.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The clips of a duel, decoded into memory and into a temporary folder.
final class DuelClips implements AutoCloseable {
  private final Path folder;
  private final List<DuelClip> clips = new ArrayList<>();

  /// @param known the languages that may be asked for
  DuelClips(List<Clip> chosen, List<String> known) throws IOException {
    this.folder = Files.createTempDirectory("parley-duel");
    for (Clip clip : chosen) {
      float[] samples = Samples.of(clip.path());
      Path raw = folder.resolve(clips.size() + ".f32");
      ByteBuffer bytes =
          ByteBuffer.allocate(Math.multiplyExact(samples.length, Float.BYTES))
              .order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(samples);
      Files.write(raw, bytes.array());
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
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
