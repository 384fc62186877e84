package dev.parley.server.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class EndOfTurnRulesTest {
  private static final EndOfTurnRules RULES =
      new EndOfTurnRules(Eagerness.MEDIUM, Expectation.FREE);

  @Test
  void aWholeThoughtThatSoundsFinishedEndsAtOnce() {
    assertThat(limit(RULES, 0.95, 0.8, "I would like to order a pizza."))
        .isEqualTo(EndOfTurnRules.SHORTEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"I would like to order a.", "My name is", "and then, um", "Call me because"})
  void wordsThatWantAnotherOneAreWaitedFor(String text) {
    assertThat(limit(RULES, 0.9, 0.02, text)).isGreaterThan(Duration.ofMillis(1_500));
  }

  @Test
  void eagernessIsTheLongestWait() {
    assertThat(limit(rules(Eagerness.LOW), 0.01, 0.001, "because the"))
        .isEqualTo(Duration.ofSeconds(8));
    assertThat(limit(rules(Eagerness.MEDIUM), 0.01, 0.001, "because the"))
        .isEqualTo(Duration.ofSeconds(4));
    assertThat(limit(rules(Eagerness.HIGH), 0.01, 0.001, "because the"))
        .isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void nothingIsDecidedBeforeTheWordsAreKnown() {
    assertThat(RULES.judge(Evidence.NONE.withSound(0.99), Duration.ZERO).limit())
        .isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void aNoiseIsNotWaitedForLong() {
    assertThat(limit(RULES, 0.1, 0.1, "")).isLessThan(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @CsvSource({
    "FREE, 'My number is 555.', true",
    "FREE, 'It is five five five', true",
    "FREE, 'I have two.', false",
    "DIGITS, '4.', true",
    "DIGITS, 'I do not know.', false",
    "SPELLING, 'B, R, O', true",
    "SPELLING, 'It is Brown.', false"
  })
  void groupsOfDigitsAndLettersGoOn(Expectation expectation, String text, boolean waits) {
    Duration limit = limit(new EndOfTurnRules(Eagerness.MEDIUM, expectation), 0.95, 0.9, text);
    assertThat(limit).isEqualTo(waits ? Eagerness.MEDIUM.groupPause() : EndOfTurnRules.SHORTEST);
  }

  @Test
  void wordsThatHardlyEndAndHaveNoMarkAreNoEndAtOnce() {
    assertThat(limit(RULES, 0.99, 0.05, "Montreal, I hardly know"))
        .isEqualTo(Duration.ofMillis(600));
    assertThat(limit(RULES, 0.99, 0.05, "I hardly know.")).isEqualTo(EndOfTurnRules.SHORTEST);
    assertThat(limit(RULES, 0.99, 0.2, "Montreal, I hardly know"))
        .isEqualTo(EndOfTurnRules.SHORTEST);
    assertThat(limit(rules(Eagerness.HIGH), 0.99, 0.05, "Montreal, I hardly know"))
        .isEqualTo(Duration.ofMillis(300));
  }

  @Test
  void whoPausesLongIsWaitedForLonger() {
    SpeakerPauses pauses = new SpeakerPauses();
    Evidence doubtful = evidence(0.4, 0.05, "I went to the shop");
    Duration before = RULES.judge(doubtful, pauses.usual()).limit();
    for (int i = 0; i < 4; i++) {
      pauses.add(Duration.ofSeconds(2));
    }
    assertThat(RULES.judge(doubtful, pauses.usual()).limit())
        .isGreaterThan(before)
        .isGreaterThan(Duration.ofSeconds(2));
  }

  private static EndOfTurnRules rules(Eagerness eagerness) {
    return new EndOfTurnRules(eagerness, Expectation.FREE);
  }

  private static Duration limit(EndOfTurnRules rules, double sound, double words, String text) {
    return rules.judge(evidence(sound, words, text), Duration.ZERO).limit();
  }

  private static Evidence evidence(double sound, double words, String text) {
    return Evidence.NONE.withText(text, "en").withSound(sound).withWords(OptionalDouble.of(words));
  }
}
