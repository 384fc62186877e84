package dev.parley.tts.prosody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ProsodyTest {
  @Test
  void changesAddUpWithinLimits() {
    Prosody slow = new Prosody(0.8, -6, Pitch.semitones(12));

    Prosody slower = slow.then(new Prosody(0.9, 3, new Pitch(1, 10)));

    assertThat(slower.rate()).isEqualTo(0.72, within(1e-9));
    assertThat(slower.decibels()).isEqualTo(-3);
    assertThat(slower.pitch().of(100)).isEqualTo(210, within(0.01f));
    assertThat(Prosody.atRate(9).rate()).isEqualTo(2);
    assertThat(Prosody.NEUTRAL.withDecibels(90).decibels()).isEqualTo(20);
    assertThat(Pitch.semitones(40).factor()).isEqualTo(2);
    assertThat(new Pitch(1, -500).of(120)).isEqualTo(50);
  }

  @Test
  void decibelsAreAFactorOfTheSamples() {
    assertThat(Prosody.NEUTRAL.gain()).isEqualTo(1);
    assertThat(Prosody.NEUTRAL.withDecibels(6).gain()).isEqualTo(2, within(0.01f));
    assertThat(Prosody.NEUTRAL.silent().gain()).isZero();
    assertThat(Prosody.NEUTRAL.silent().then(new Prosody(1, 20, Pitch.UNCHANGED)).gain()).isZero();
  }
}
