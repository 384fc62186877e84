package dev.parley.tts.kokoro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.inference.onnx.Accelerator;
import dev.parley.inference.onnx.OnnxRuntime;
import dev.parley.tts.prosody.Prosody;
import dev.parley.tts.text.TextChunk.Boundary;
import dev.parley.tts.waveform.Utterance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With a network that is none of a voice, but has its inputs and outputs.
@Tag("unit")
class KokoroVoiceTest {
  /// Numbers of the alphabet.
  private static final int A = 43;

  private static final int B = 44;

  @TempDir private Path folder;

  @Test
  void eachSymbolReachesTheNetworkWithTheStyleOfTheLength() throws IOException {
    try (KokoroNetwork network = network(SmallKokoro.network(folder))) {
      Utterance utterance = speak(network, "ab a");

      assertThat(middle(utterance, 0)).isEqualTo(level(A, 4), within(1e-4f));
      assertThat(middle(utterance, 1)).isEqualTo(level(B, 4), within(1e-4f));
      assertThat(middle(utterance, 2)).isEqualTo(level(16, 4), within(1e-4f));
      assertThat(middle(speak(network, "a"), 0)).isEqualTo(level(A, 1), within(1e-4f));
    }
  }

  @Test
  void unknownSymbolsAreLeftOutAndTakeNoTime() throws IOException {
    try (KokoroNetwork network = network(SmallKokoro.network(folder))) {
      Utterance utterance = speak(network, "a%$b");

      assertThat(utterance.samples()).isEqualTo(speak(network, "ab").samples());
      assertThat(utterance.end(1)).isEqualTo(utterance.start(1));
      assertThat(utterance.start(3)).isEqualTo(utterance.end(0));
      assertThat(speak(network, "%$").samples()).isEmpty();
      assertThat(speak(network, "").samples()).isEmpty();
    }
  }

  @Test
  void symbolsLastAsLongAsTheNetworkSays() throws IOException {
    try (KokoroNetwork network = network(SmallKokoro.network(folder))) {
      Utterance utterance = speak(network, "bab");

      assertThat(utterance.isTimed()).isTrue();
      assertThat(length(utterance, 1)).isEqualTo(SmallKokoro.units(A) * SmallKokoro.UNIT);
      assertThat(length(utterance, 2)).isEqualTo(SmallKokoro.units(B) * SmallKokoro.UNIT);
    }
  }

  @Test
  void theNetworkSpeaksFaster() throws IOException {
    try (KokoroNetwork network = network(SmallKokoro.network(folder))) {
      Utterance fast = voice(network).speak("bab", Prosody.atRate(2), Boundary.SENTENCE);

      assertThat(length(fast, 1)).isEqualTo(SmallKokoro.units(A) / 2 * SmallKokoro.UNIT);
      assertThat(length(fast, 2)).isEqualTo(SmallKokoro.units(B) / 2 * SmallKokoro.UNIT);
    }
  }

  @Test
  void longPhonemesAreSpokenInParts() throws IOException {
    String phonemes = "ab ba ".repeat(200).strip();
    try (KokoroNetwork network = network(SmallKokoro.network(folder))) {
      Utterance utterance = speak(network, phonemes);

      int last = phonemes.length() - 1;
      assertThat(utterance.end(last)).isGreaterThan(1_000 * 4 * SmallKokoro.UNIT);
      // No part is as long as the whole, which would have the last style.
      assertThat(middle(utterance, last)).isLessThan(level(A, StyleTable.ROWS - 1));
      for (int i = 1; i < phonemes.length(); i++) {
        assertThat(utterance.start(i)).isGreaterThanOrEqualTo(utterance.end(i - 1));
      }
    }
  }

  @Test
  void olderExportsHaveOtherNames() throws IOException {
    Path file = SmallKokoro.network(folder, "tokens", "audio", "Round");
    try (KokoroNetwork network = network(file)) {
      assertThat(middle(speak(network, "ab"), 1)).isEqualTo(level(B, 2), within(1e-4f));
      assertThat(speak(network, "ab").isTimed()).isTrue();
    }
  }

  @Test
  void aNetworkThatHidesItsDurationsSpeaksWithoutTimes() throws IOException {
    Path file = SmallKokoro.network(folder, "input_ids", "waveform", "Floor");
    try (KokoroNetwork network = network(file)) {
      Utterance utterance = speak(network, "ab");

      assertThat(utterance.samples()).isNotEmpty();
      assertThat(utterance.isTimed()).isFalse();
    }
  }

  @Test
  void anotherNetworkIsRefused() throws IOException {
    Path other = SmallKokoro.network(folder, "text", "waveform", "Round");

    assertThatThrownBy(() -> network(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no network of Kokoro, as it has no 'input_ids' or 'tokens'")
        .hasMessageContaining("parley models pull kokoro");
    assertThatThrownBy(() -> network(folder.resolve("missing.onnx")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("missing.onnx cannot be read; run 'parley models verify'.");
  }

  @Test
  void damagedStylesAreToldWithTheRemedy() throws IOException {
    Path file = SmallKokoro.styles(folder.resolve("af_small.bin"));
    byte[] bytes = Files.readAllBytes(file);

    Files.write(file, Arrays.copyOf(bytes, 1_000));
    assertThatThrownBy(() -> StyleTable.read(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("af_small.bin")
        .hasMessageContaining("it has 1000 bytes instead of 522240")
        .hasMessageEndingWith("run 'parley models verify', then pull the voice again.");

    bytes[3] = (byte) 0xFF;
    bytes[2] = (byte) 0xFF;
    Files.write(file, bytes);
    assertThatThrownBy(() -> StyleTable.read(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("it holds values that are no numbers");
  }

  private KokoroVoice voice(KokoroNetwork network) throws IOException {
    Path styles = SmallKokoro.styles(folder.resolve("af_small.bin"));
    return KokoroVoice.of(network, StyleTable.read(styles));
  }

  private Utterance speak(KokoroNetwork network, String phonemes) throws IOException {
    return voice(network).speak(phonemes, Prosody.NEUTRAL, Boundary.SENTENCE);
  }

  private static KokoroNetwork network(Path file) {
    return KokoroNetwork.load(file, OnnxRuntime.start(Accelerator.CPU, 1));
  }

  private static float level(int number, int symbols) {
    return number * SmallKokoro.LEVEL * SmallKokoro.style(symbols);
  }

  private static float middle(Utterance utterance, int symbol) {
    return utterance.samples()[(utterance.start(symbol) + utterance.end(symbol)) / 2];
  }

  private static int length(Utterance utterance, int symbol) {
    return utterance.end(symbol) - utterance.start(symbol);
  }
}
