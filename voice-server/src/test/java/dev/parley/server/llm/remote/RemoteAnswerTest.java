package dev.parley.server.llm.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.llm.LlmException;
import dev.parley.server.llm.RecordingSink;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class RemoteAnswerTest {
  private final RemoteAnswers answers =
      new RemoteAnswers(
          new RemoteFailures(
              new RemoteSettings(
                  "tested",
                  URI.create("http://localhost:1/v1"),
                  Optional.empty(),
                  "small",
                  Map.of(),
                  Duration.ofSeconds(1),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Duration.ofSeconds(1))));

  @Test
  void anErrorOfThisSideEndsTheAnswer() {
    RecordingSink sink = RecordingSink.open();

    answers.start(
        sink,
        _ -> {
          Thread.currentThread().setUncaughtExceptionHandler((_, _) -> {});
          throw new NoClassDefFoundError("missing");
        });

    assertThat(sink.awaitFailed())
        .hasMessageContaining("does not work")
        .extracting(LlmException::kind)
        .isEqualTo(LlmException.Kind.PERMANENT);
  }

  @Test
  void aReaderThatFailsUnexpectedlyEndsTheAnswer() {
    RecordingSink sink = RecordingSink.open();

    answers.start(
        sink,
        _ -> {
          throw new IllegalStateException("unexpected");
        });

    assertThat(sink.awaitFailed().kind()).isEqualTo(LlmException.Kind.TRANSIENT);
  }
}
