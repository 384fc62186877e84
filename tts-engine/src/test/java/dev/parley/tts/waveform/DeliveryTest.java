package dev.parley.tts.waveform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.tts.prosody.Prosody;
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
    assertThat(delivery.speak("a", Prosody.NEUTRAL, Boundary.WORD, part -> sound(0.5f)).samples())
        .hasSize(SECOND + SECOND / 50);
    assertThat(delivery.speak("a", Prosody.NEUTRAL, Boundary.CLAUSE, part -> sound(0.5f)).samples())
        .hasSize(SECOND + SECOND * 13 / 100);
    assertThat(
            delivery
                .speak("a", Prosody.atRate(2), Boundary.SENTENCE, part -> sound(0.5f))
                .samples())
        .hasSize(SECOND + SECOND * 14 / 100);
  }

  @Test
  void loudSoundIsRoundedOffAndQuietSoundAmplified() {
    Delivery delivery = new Delivery(SECOND, 4);
    assertThat(
            delivery.speak("a", Prosody.NEUTRAL, Boundary.WORD, part -> sound(0.1f))
                .samples()[SECOND / 2])
        .isEqualTo(0.4f);
    assertThat(
            delivery.speak("a", Prosody.NEUTRAL, Boundary.WORD, part -> sound(0.9f))
                .samples()[SECOND / 2])
        .isBetween(0.9f, 1f);
  }

  @Test
  void theVolumeComesBeforeTheRoundingOff() {
    Delivery delivery = new Delivery(SECOND, 1);
    Prosody loud = Prosody.NEUTRAL.withDecibels(20);
    assertThat(delivery.speak("a", loud, Boundary.WORD, part -> sound(0.05f)).samples()[SECOND / 2])
        .isEqualTo(0.5f);
    assertThat(delivery.speak("a", loud, Boundary.WORD, part -> sound(0.9f)).samples()[SECOND / 2])
        .isBetween(0.9f, 1f);
    assertThat(
            delivery
                .speak("a", Prosody.NEUTRAL.silent(), Boundary.WORD, part -> sound(0.9f))
                .samples())
        .hasSize(SECOND + SECOND / 50)
        .containsOnly(0f);
  }

  @Test
  void longPhonemesAreSpokenInParts() {
    List<String> parts = new ArrayList<>();
    float[] spoken =
        new Delivery(SECOND, 1)
            .speak(
                "a ".repeat(300).strip(),
                Prosody.NEUTRAL,
                Boundary.WORD,
                part -> {
                  parts.add(part);
                  return sound(0.5f);
                })
            .samples();
    assertThat(parts).hasSize(2);
    assertThat(spoken).hasSize(2 * (SECOND + SECOND / 50));
    assertThat(
            new Delivery(SECOND, 1)
                .speak("", Prosody.NEUTRAL, Boundary.WORD, part -> sound(1))
                .samples())
        .isEmpty();
  }

  @Test
  void symbolsSoundWhereTheyWereUttered() {
    Rendering late = sound(0.5f);
    System.arraycopy(new float[SECOND / 2], 0, late.samples(), 0, SECOND / 2);
    int lead = SECOND * 35 / 1_000;

    Utterance spoken =
        new Delivery(SECOND, 1)
            .speak(
                "a b",
                Prosody.NEUTRAL,
                Boundary.WORD,
                part ->
                    new Rendering(
                        late.samples(), new int[] {SECOND / 2, SECOND * 3 / 4, SECOND, SECOND}));

    assertThat(spoken.isTimed()).isTrue();
    assertThat(spoken.start(0)).isEqualTo(lead);
    assertThat(spoken.end(0)).isEqualTo(lead + SECOND / 4);
    assertThat(spoken.end(2)).isEqualTo(lead + SECOND / 2);
  }

  @Test
  void aNetworkMayNotKnowItsTimes() {
    assertThat(
            new Delivery(SECOND, 1)
                .speak("a", Prosody.NEUTRAL, Boundary.WORD, part -> sound(1))
                .isTimed())
        .isFalse();
  }

  private static Rendering sound(float level) {
    float[] samples = new float[SECOND];
    Arrays.fill(samples, level);
    return new Rendering(samples, new int[0]);
  }
}
