package dev.parley.audio.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.audio.AudioSink;
import dev.parley.audio.AudioSinkContract;
import dev.parley.audio.CollectingSink;
import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.file.AudioFileReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class DumpSinkTest extends AudioSinkContract {
  @TempDir Path folder;

  @Override
  protected AudioSink stage(CollectingSink next) {
    try {
      return new DumpSink(next, folder.resolve("copy.wav"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected boolean passesOn() {
    return true;
  }

  @Test
  void writesACopy() throws IOException {
    CollectingSink sink = new CollectingSink(PcmFormat.SPEECH);
    try (AudioSink stage = stage(sink)) {
      stage.write(PcmFrame.of(PcmFormat.SPEECH, 0, 0.5f, -0.25f));
    }
    CollectingSink copy = new CollectingSink(PcmFormat.SPEECH);
    try (AudioFileReader reader = AudioFileReader.open(folder.resolve("copy.wav"))) {
      reader.readInto(copy);
    }
    assertThat(copy.samples()).containsExactly(sink.samples());
  }
}
