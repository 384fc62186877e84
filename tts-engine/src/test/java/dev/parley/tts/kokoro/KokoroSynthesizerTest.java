package dev.parley.tts.kokoro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.inference.InferenceExecutor;
import dev.parley.inference.onnx.Accelerator;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.tts.Gender;
import dev.parley.tts.SpeechSynthesizer;
import dev.parley.tts.SpeechSynthesizerContract;
import dev.parley.tts.SpokenWord;
import dev.parley.tts.SynthesisException;
import dev.parley.tts.SynthesisSettings;
import dev.parley.tts.SynthesisStream;
import dev.parley.tts.SynthesizedAudio;
import dev.parley.tts.Voice;
import dev.parley.tts.phoneme.Phonemizer;
import dev.parley.tts.phoneme.SpellingPhonemizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With a network that is none of a voice, but has its inputs and outputs.
@Tag("unit")
class KokoroSynthesizerTest extends SpeechSynthesizerContract {
  private static final Voice SMALL = voice("af_small", "en-US");
  private static final Voice DAMAGED = voice("em_damaged", "es");

  @TempDir private static Path folder;

  private static InferenceExecutor executor;
  private static KokoroSynthesizer synthesizer;

  @BeforeAll
  static void load() throws IOException {
    SmallKokoro.network(folder);
    SmallKokoro.styles(folder.resolve("af_small.bin"));
    Files.write(folder.resolve("em_damaged.bin"), new byte[3]);
    executor = new InferenceExecutor(1, 64);
    synthesizer = small();
  }

  @AfterAll
  static void close() {
    executor.close();
    synthesizer.close();
  }

  @Override
  protected SpeechSynthesizer synthesizer() {
    return synthesizer;
  }

  @Test
  void knowsWhenEachWordIsHeard() throws InterruptedException {
    String text = "hello out there, you";
    List<SynthesizedAudio> heard = new ArrayList<>();
    try (SynthesisStream stream = synthesizer.open(SMALL, SynthesisSettings.DEFAULT, heard::add)) {
      stream.write(text);
      stream.finish();
    }

    List<SpokenWord> words = heard.stream().flatMap(piece -> piece.words().stream()).toList();
    assertThat(words)
        .extracting(word -> text.substring(word.textStart(), word.textEnd()))
        .containsExactly("hello", "out", "there", "you");
    for (int i = 0; i + 1 < words.size(); i++) {
      assertThat(words.get(i).end()).isBetween(words.get(i).start() + 1, words.get(i + 1).start());
    }
    assertThat(words.getLast().end()).isLessThanOrEqualTo(heard.getLast().audio().end());
  }

  @Test
  void aDamagedVoiceLeavesTheOthersAlone() {
    assertThatThrownBy(() -> synthesizer.prepare(DAMAGED))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("em_damaged.bin");
    assertThat(synthesizer.speaker(SMALL)).isSameAs(synthesizer.speaker(SMALL));
  }

  @Test
  void aClosedSynthesizerFailsItsStreams() {
    KokoroSynthesizer closed = small();
    closed.prepare(SMALL);
    closed.close();
    closed.close();

    SynthesisStream stream = closed.open(SMALL, SynthesisSettings.DEFAULT, piece -> {});
    stream.write("hello.");

    assertThatThrownBy(stream::finish)
        .isInstanceOf(SynthesisException.class)
        .hasMessageContaining("The synthesiser is closed.");
  }

  private static KokoroSynthesizer small() {
    VoiceParts parts =
        new VoiceParts() {
          @Override
          public Path styles(Voice voice) {
            return folder.resolve(voice.name() + ".bin");
          }

          @Override
          public Phonemizer phonemizer(Voice voice) {
            return new SpellingPhonemizer();
          }
        };
    return KokoroSynthesizer.load(
        List.of(SMALL, DAMAGED),
        folder.resolve("model.onnx"),
        parts,
        OnnxRuntime.start(Accelerator.CPU, 1),
        executor);
  }

  private static Voice voice(String name, String language) {
    return new Voice(
        name,
        language,
        Gender.UNKNOWN,
        KokoroSynthesizer.ENGINE,
        "Apache-2.0",
        KokoroSynthesizer.FORMAT);
  }
}
