package dev.parley.client.cli.transcribe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.client.cli.transcribe.FileTranscript.Segment;
import dev.parley.client.cli.transcribe.FileTranscript.TimedWord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("golden")
class TranscriptFormatTest {
  private static final FileTranscript TALK =
      new FileTranscript(
          "talk.wav",
          "transcribe",
          "en",
          3663,
          0.1249,
          "Good morning. Two & three <are> five.",
          List.of(
              new Segment(
                  0, 1.25, "Good morning.", OptionalDouble.of(-0.25), OptionalDouble.of(0.01)),
              new Segment(
                  3661.5,
                  3663,
                  "Two & three <are> five.",
                  OptionalDouble.empty(),
                  OptionalDouble.empty())),
          List.of(new TimedWord("Good", 0, 0.5, OptionalDouble.of(0.98765))));

  @ParameterizedTest
  @EnumSource
  void writesWhatTheGoldenFileHolds(TranscriptFormat format) throws IOException {
    String name = "/golden/talk." + format.extension();
    try (InputStream golden =
        Objects.requireNonNull(TranscriptFormatTest.class.getResourceAsStream(name))) {
      assertThat(format.write(TALK))
          .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void writesAnEmptyTranscriptAsAValidDocument() {
    FileTranscript silence =
        new FileTranscript("quiet.wav", "transcribe", "", 100, 0, "", List.of(), List.of());

    assertThat(TranscriptFormat.TEXT.write(silence)).isEmpty();
    assertThat(TranscriptFormat.VTT.write(silence)).isEqualTo("WEBVTT\n\n");
    assertThat(TranscriptFormat.JSONL.write(silence))
        .contains("\"duration\":100.0,\"seconds\":0.0");
  }

  @Test
  void joinsSegmentsAsTheirLanguageWritesThem() {
    assertThat(SpacelessScripts.join(List.of(" One.", "Two. ", "").stream(), "en"))
        .isEqualTo("One. Two.");
    assertThat(SpacelessScripts.join(List.of("你好。", "再见。").stream(), "zh")).isEqualTo("你好。再见。");
  }
}
