package dev.parley.tts.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.audio.PcmFrame;
import dev.parley.audio.dsp.Loudness;
import dev.parley.inference.InferenceExecutor;
import dev.parley.inference.onnx.Accelerator;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.inference.store.ModelStore;
import dev.parley.tts.SynthesisSettings;
import dev.parley.tts.SynthesisStream;
import dev.parley.tts.SynthesizedAudio;
import dev.parley.tts.Voice;
import dev.parley.tts.stream.PhraseCache;
import dev.parley.tts.waveform.Delivery;
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
        CatalogueSynthesizer.load(
            "heart", store, OnnxRuntime.start(Accelerator.CPU), executor, new PhraseCache(1 << 20));
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
      List<SynthesizedAudio> heard = speak(voice, "Hello there.");
      assertThat(heard).as(voice.name()).isNotEmpty();
      assertThat(heard.getFirst().audio().format()).isEqualTo(voice.format());
    }
  }

  @Test
  void allVoicesAreEquallyLoud() throws InterruptedException {
    String text =
        "When the sunlight strikes raindrops in the air, they act as a prism and form a rainbow. "
            + "Please call Stella, and ask her to bring these things with her from the store.";
    for (Voice voice : synthesizer.voices()) {
      Loudness loudness = new Loudness(voice.format());
      speak(voice, text).forEach(piece -> loudness.add(piece.audio()));
      assertThat(loudness.integrated().orElseThrow())
          .as(voice.name())
          .isCloseTo(Delivery.LOUDNESS, within(1.5));
    }
  }

  @Test
  void whatWasSaidBeforeSoundsTheSame() throws InterruptedException {
    Voice voice = synthesizer.voices().getFirst();
    PcmFrame first = speak(voice, "Good morning to you.").getFirst().audio();
    PcmFrame again = speak(voice, "Good morning to you.").getFirst().audio();
    assertThat(again.toArray()).containsExactly(first.toArray());
  }

  @Test
  void anUnknownVoiceIsNamedWithTheWayToGetIt() {
    assertThatThrownBy(
            () ->
                CatalogueSynthesizer.load(
                    "de_DE-thorsten-low",
                    ModelStore.standard(),
                    OnnxRuntime.start(Accelerator.CPU),
                    executor,
                    PhraseCache.none()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("There is no voice 'de_DE-thorsten-low' here; choose one of ")
        .hasMessageContaining("parley models pull voice:de_DE-thorsten-low");
  }

  private static List<SynthesizedAudio> speak(Voice voice, String text)
      throws InterruptedException {
    List<SynthesizedAudio> heard = new ArrayList<>();
    try (SynthesisStream stream = synthesizer.open(voice, SynthesisSettings.DEFAULT, heard::add)) {
      stream.write(text);
      stream.finish();
    }
    return heard;
  }
}
