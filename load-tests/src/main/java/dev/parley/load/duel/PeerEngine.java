package dev.parley.load.duel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.load.peer.PeerProcess;
import java.io.IOException;
import java.util.List;

/// A recogniser in a Python process.
final class PeerEngine implements DuelEngine {
  private final PeerProcess python;

  /// @param python a recogniser of the script; closed with the engine
  PeerEngine(PeerProcess python) {
    this.python = python;
  }

  @Override
  public String name() {
    return python.ready();
  }

  @Override
  public Heard transcribe(DuelClip clip) throws IOException {
    JsonNode answer = python.ask(request(clip));
    return new Heard(answer.path("text").asText().strip(), answer.path("seconds").asDouble());
  }

  @Override
  public double pass(List<DuelClip> clips) throws IOException {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    ArrayNode files = request.putArray("files");
    clips.forEach(clip -> files.add(request(clip)));
    return python.ask(request).path("seconds").asDouble();
  }

  @Override
  public void close() {
    python.close();
  }

  private static ObjectNode request(DuelClip clip) {
    ObjectNode request = JsonNodeFactory.instance.objectNode().put("file", clip.raw().toString());
    if (clip.languages().isEmpty()) {
      request.putNull("language");
    } else {
      request.put("language", clip.languages().getFirst());
    }
    return request;
  }
}
