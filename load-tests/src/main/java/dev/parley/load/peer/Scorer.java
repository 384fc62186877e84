package dev.parley.load.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.load.corpus.Clip;
import java.io.IOException;
import java.util.List;

/// Counts word errors as Whisper's authors do: with their normalisers of text, and for Chinese and
/// Japanese by character.
public final class Scorer implements AutoCloseable {
  private final PeerProcess python;

  private Scorer(PeerProcess python) {
    this.python = python;
  }

  /// @param interpreter has the packages jiwer and whisper-normalizer
  /// @throws dev.parley.client.cli.terminal.CommandFailure with a sentence if it has not
  public static Scorer start(String interpreter) throws IOException {
    return new Scorer(PeerProcess.python(interpreter, List.of("score")));
  }

  public WordErrors score(Clip clip, String text) throws IOException {
    return score(clip.transcript(), clip.language(), text);
  }

  /// @param reference what was said
  /// @param language its code
  /// @param text what was heard
  public WordErrors score(String reference, String language, String text) throws IOException {
    JsonNode answer =
        python.ask(
            JsonNodeFactory.instance
                .objectNode()
                .put("reference", reference)
                .put("language", language)
                .put("text", text));
    return new WordErrors(
        answer.path("words").asInt(),
        answer.path("errors").asInt(),
        answer.path("spelling").asInt(),
        answer.path("extra").asInt());
  }

  @Override
  public void close() {
    python.close();
  }
}
