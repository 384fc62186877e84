package dev.parley.load.voice;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.load.peer.PeerProcess;
import dev.parley.load.peer.Scorer;
import dev.parley.load.peer.WordErrors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Another recogniser, and who counts the errors of it and of Parley's.
final class Judges implements AutoCloseable {
  private static final String ENGLISH = "en";

  private final Scorer scorer;
  private final PeerProcess recogniser;

  private Judges(Scorer scorer, PeerProcess recogniser) {
    this.scorer = scorer;
    this.recogniser = recogniser;
  }

  /// @param python has the packages faster-whisper, jiwer and whisper-normalizer
  /// @param model folder of the checkpoint that faster-whisper reads
  /// @throws dev.parley.client.cli.terminal.CommandFailure with a sentence if it has not
  static Judges start(String python, Path model, int threads) throws IOException {
    Scorer scorer = Scorer.start(python);
    try {
      return new Judges(
          scorer,
          PeerProcess.python(
              python,
              List.of(
                  "faster-whisper",
                  model.toString(),
                  "--beam",
                  "1",
                  "--threads",
                  Integer.toString(threads))));
    } catch (IOException | RuntimeException e) {
      scorer.close();
      throw e;
    }
  }

  /// The name of the other recogniser.
  String name() {
    return recogniser.ready();
  }

  /// @param parley what Parley's recogniser heard
  Echo judge(Spoken spoken, String parley) throws IOException {
    String other =
        recogniser
            .ask(
                JsonNodeFactory.instance
                    .objectNode()
                    .put("file", spoken.audio().toString())
                    .put("language", ENGLISH))
            .path("text")
            .asText()
            .strip();
    return new Echo(
        spoken.text(), parley, errors(spoken.text(), parley), other, errors(spoken.text(), other));
  }

  private WordErrors errors(String sentence, String text) throws IOException {
    return scorer.score(sentence, ENGLISH, text);
  }

  @Override
  public void close() {
    scorer.close();
    recogniser.close();
  }
}
