package dev.parley.tts.waveform;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.dsp.Loudness;
import dev.parley.tts.prosody.Prosody;
import dev.parley.tts.text.TextChunk.Boundary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
    float[] late = sound(0.5f).samples();
    Arrays.fill(late, 0, SECOND / 2, 0);
    int lead = SECOND * 35 / 1_000;

    Utterance spoken =
        new Delivery(SECOND, 1)
            .speak(
                "a b",
                Prosody.NEUTRAL,
                Boundary.WORD,
                part ->
                    new Rendering(late, new int[] {SECOND / 2, SECOND * 3 / 4, SECOND, SECOND}));

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

  @Test
  void aQuietVoiceIsAsLoudAsOthers() {
    float[] tone = new float[SECOND];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = 0.02f * (float) Math.sin(0.2 * i);
    }
    Delivery delivery =
        Delivery.levelled(SECOND, "a", part -> new Rendering(tone.clone(), new int[0]));

    float[] samples =
        delivery
            .speak(
                "a",
                Prosody.NEUTRAL,
                Boundary.WORD,
                part -> new Rendering(tone.clone(), new int[0]))
            .samples();
    assertThat(Loudness.of(new PcmFormat(SECOND), samples).orElseThrow())
        .isCloseTo(Delivery.LOUDNESS, within(0.5));
  }

  @Test
  void aVoiceThatSaysNothingStaysAsItIs() {
    assertThat(Delivery.levelled(SECOND, "", part -> Rendering.SILENT).gain()).isEqualTo(1);
  }

  @Test
  void partsSoundLikeTheWhole() {
    float[] tone = new float[4 * SECOND];
    for (int i = SECOND / 2; i < tone.length - SECOND / 4; i++) {
      tone[i] = 0.4f * (float) Math.sin(0.2 * i);
    }
    // A pause that a part may end in.
    Arrays.fill(tone, SECOND * 9 / 10, SECOND * 12 / 10, 0);
    Rendering rendering = new Rendering(tone, new int[] {SECOND / 2, SECOND, 4 * SECOND});
    Delivery delivery = new Delivery(SECOND, 1);
    Utterance whole = delivery.speak("ab", Prosody.NEUTRAL, Boundary.SENTENCE, part -> rendering);

    Parts parts = new Parts(10);
    assertThat(delivery.speak("ab", Prosody.NEUTRAL, Boundary.SENTENCE, part -> rendering, parts))
        .isTrue();

    assertThat(parts.lengths).hasSizeGreaterThan(2);
    assertThat(parts.lengths.getFirst()).isLessThan(SECOND / 2);
    assertThat(parts.ended).isTrue();
    assertThat(parts.joined()).hasSameSizeAs(whole.samples());
    for (int i = 0; i < whole.samples().length; i++) {
      assertThat(parts.joined()[i]).isCloseTo(whole.samples()[i], within(0.01f));
    }
    Utterance beginning = requireNonNull(parts.beginning);
    assertThat(beginning.start(1)).isEqualTo(whole.start(1));
    assertThat(beginning.end(1)).isCloseTo(whole.end(1), within(SECOND / 2));
  }

  @Test
  void whoStopsListeningStopsTheNetwork() {
    List<Integer> made = new ArrayList<>();
    Rendering rendering =
        new Rendering(
            10 * SECOND,
            new int[] {0, 10 * SECOND},
            (from, to) -> {
              made.add(to);
              return sound(0.3f).samples(0, 1_000);
            });

    new Delivery(SECOND, 1)
        .speak("a", Prosody.NEUTRAL, Boundary.SENTENCE, part -> rendering, new Parts(2));

    assertThat(made).hasSize(2);
  }

  @Test
  void silenceHasNoParts() {
    Parts parts = new Parts(10);
    Rendering silence = new Rendering(new float[3 * SECOND], new int[] {0, 3 * SECOND});

    assertThat(
            new Delivery(SECOND, 1)
                .speak("a", Prosody.NEUTRAL, Boundary.SENTENCE, part -> silence, parts))
        .isTrue();
    assertThat(parts.lengths).isEmpty();
  }

  @Test
  void aTextThatIsSpokenInSeveralGoesIsNotDividedOtherwise() {
    Parts parts = new Parts(10);

    assertThat(
            new Delivery(SECOND, 1)
                .speak(
                    "a".repeat(1_000),
                    Prosody.NEUTRAL,
                    Boundary.SENTENCE,
                    part -> sound(0.3f),
                    parts))
        .isFalse();
    assertThat(parts.lengths).isEmpty();
  }

  private static final class Parts implements UtteranceListener {
    private final List<Integer> lengths = new ArrayList<>();
    private final int most;
    private @Nullable Utterance beginning;
    private float[] all = new float[0];
    private boolean ended;

    /// @param most after so many parts it does not listen any more
    Parts(int most) {
      this.most = most;
    }

    float[] joined() {
      return all;
    }

    @Override
    public boolean isListening() {
      return lengths.size() < most;
    }

    @Override
    public void begin(Utterance first, boolean last) {
      assertThat(beginning).isNull();
      beginning = first;
      continueWith(first.samples(), last);
    }

    @Override
    public void continueWith(float[] samples, boolean last) {
      assertThat(beginning).isNotNull();
      assertThat(ended).isFalse();
      ended = last;
      lengths.add(samples.length);
      int length = all.length;
      all = Arrays.copyOf(all, length + samples.length);
      System.arraycopy(samples, 0, all, length, samples.length);
    }
  }

  private static Rendering sound(float level) {
    float[] samples = new float[SECOND];
    Arrays.fill(samples, level);
    return new Rendering(samples, new int[0]);
  }
}
