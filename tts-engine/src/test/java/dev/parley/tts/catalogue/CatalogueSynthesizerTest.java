package dev.parley.tts.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.inference.InferenceExecutor;
import dev.parley.inference.onnx.Accelerator;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.store.ModelStore;
import dev.parley.tts.SynthesisSettings;
import dev.parley.tts.SynthesisStream;
import dev.parley.tts.SynthesizedAudio;
import dev.parley.tts.Voice;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("model")
class CatalogueSynthesizerTest {
  private static InferenceExecutor executor;
  private static CatalogueSynthesizer synthesizer;

  @BeforeAll
  static void load() {
    ModelStore store = ModelStore.standard();
    store.obtain("piper-en_US-joe-medium");
    executor = new InferenceExecutor(1, 64);
    synthesizer =
        CatalogueSynthesizer.load("heart", store, OnnxRuntime.start(Accelerator.CPU), executor);
  }

  @AfterAll
  static void close() {
    executor.close();
    synthesizer.close();
  }

  @Test
  void theWantedVoiceComesFirst() {
    assertThat(synthesizer.voices())
        .extracting(Voice::name)
        .startsWith("heart")
        .contains("en_US-joe-medium")
        .doesNotHaveDuplicates();
  }

  @Test
  void eachVoiceSpeaksInItsOwnRate() throws InterruptedException {
    for (Voice voice : synthesizer.voices()) {
      List<SynthesizedAudio> heard = new ArrayList<>();
      try (SynthesisStream stream =
          synthesizer.open(voice, SynthesisSettings.DEFAULT, heard::add)) {
        stream.write("Hello there.");
        stream.finish();
      }
      assertThat(heard).as(voice.name()).isNotEmpty();
      assertThat(heard.getFirst().audio().format()).isEqualTo(voice.format());
    }
  }

  @Test
  void anUnknownVoiceIsNamedWithTheWayToGetIt() {
    assertThatThrownBy(
            () ->
                CatalogueSynthesizer.load(
                    "de_DE-thorsten-low",
                    ModelStore.standard(),
                    OnnxRuntime.start(Accelerator.CPU),
                    executor))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("There is no voice 'de_DE-thorsten-low' here; choose one of ")
        .hasMessageContaining("parley models pull voice:de_DE-thorsten-low");
  }
}
