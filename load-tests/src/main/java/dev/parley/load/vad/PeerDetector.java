package dev.parley.load.vad;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.load.corpus.RawFile;
import dev.parley.load.corpus.ScratchFolder;
import dev.parley.load.peer.PeerProcess;
import dev.parley.load.vad.Stretches.Stretch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Python's silero-vad with its own settings.
final class PeerDetector implements Detector {
  private final PeerProcess python;
  private final Path file;

  /// @param python closed with the detector
  /// @param folder for samples on their way
  PeerDetector(PeerProcess python, ScratchFolder folder) {
    this.python = python;
    this.file = folder.file("samples.raw");
  }

  @Override
  public String name() {
    return python.ready();
  }

  @Override
  public Stretches detect(float... samples) throws IOException {
    RawFile.write(file, samples);
    JsonNode answer =
        python.ask(JsonNodeFactory.instance.objectNode().put("file", file.toString()));
    List<Stretch> speech = new ArrayList<>();
    for (JsonNode one : answer.path("speech")) {
      speech.add(new Stretch(one.path(0).asDouble(), one.path(1).asDouble()));
    }
    return new Stretches(speech);
  }

  @Override
  public void close() {
    python.close();
  }
}
