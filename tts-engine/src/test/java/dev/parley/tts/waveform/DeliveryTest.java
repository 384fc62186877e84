package dev.parley.tts.waveform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.tts.text.TextChunk.Boundary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class DeliveryTest {
  private static final int SECOND = 16_000;

  @Test
  void pausesAreLongerBehindSentencesAndShorterAtSpeed() {
    Delivery delivery = new Delivery(SECOND, 1);
    assertThat(delivery.speak("a", 1, Boundary.WORD, part -> sound(0.5f)))
        .hasSize(SECOND + SECOND / 50);
    assertThat(delivery.speak("a", 1, Boundary.CLAUSE, part -> sound(0.5f)))
        .hasSize(SECOND + SECOND * 13 / 100);
    assertThat(delivery.speak("a", 2, Boundary.SENTENCE, part -> sound(0.5f)))
        .hasSize(SECOND + SECOND * 14 / 100);
  }

  @Test
  void loudSoundIsRoundedOffAndQuietSoundAmplified() {
    Delivery delivery = new Delivery(SECOND, 4);
    assertThat(delivery.speak("a", 1, Boundary.WORD, part -> sound(0.1f))[SECOND / 2])
        .isEqualTo(0.4f);
    assertThat(delivery.speak("a", 1, Boundary.WORD, part -> sound(0.9f))[SECOND / 2])
        .isBetween(0.9f, 1f);
  }

  @Test
  void longPhonemesAreSpokenInParts() {
    List<String> parts = new ArrayList<>();
    float[] spoken =
        new Delivery(SECOND, 1)
            .speak(
                "a ".repeat(300).strip(),
                1,
                Boundary.WORD,
                part -> {
                  parts.add(part);
                  return sound(0.5f);
                });
    assertThat(parts).hasSize(2);
    assertThat(spoken).hasSize(2 * (SECOND + SECOND / 50));
    assertThat(new Delivery(SECOND, 1).speak("", 1, Boundary.WORD, part -> sound(1))).isEmpty();
  }

  private static float[] sound(float level) {
    float[] samples = new float[SECOND];
    Arrays.fill(samples, level);
    return samples;
  }
}
