package dev.parley.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.audio.turn.ScriptedEndOfTurnModel;
import dev.parley.audio.turn.TurnDecision;
import dev.parley.server.conversation.Utterance;
import dev.parley.server.llm.EndOfThought;
import dev.parley.server.turn.Eagerness;
import dev.parley.server.turn.EndOfTurnRules;
import dev.parley.server.turn.Evidence;
import dev.parley.server.turn.Expectation;
import dev.parley.server.turn.SpeakerPauses;
import dev.parley.server.turn.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SemanticDetectionTest {
  private static final long SECOND = 16_000;

  private final BlockingQueue<SessionInput.Hearing> letters = new LinkedBlockingQueue<>();
  private final List<String> events = new ArrayList<>();
  private final SpeakerPauses pauses = new SpeakerPauses();

  @Test
  void aWholeThoughtEndsAsSoonAsBothHaveJudged() throws Exception {
    SemanticDetection detection = detection(0.95f, 0.8);
    speak(detection, "What time is it?", SECOND);
    assertThat(complete(detection, 300)).as("nobody has judged yet").isFalse();
    judge(detection, 2);
    assertThat(complete(detection, 300)).isTrue();
    assertThat(events).contains("foreseen What time is it?");
  }

  @Test
  void anOpenThoughtHasAllTheTimeThereIs() throws Exception {
    SemanticDetection detection = detection(0.1f, 0.001);
    speak(detection, "I would like to go to the", SECOND);
    judge(detection, 2);
    assertThat(complete(detection, 2_000)).isFalse();
    assertThat(complete(detection, 4_000)).isTrue();
    assertThat(events).allMatch(event -> event.startsWith("predicted"));
  }

  @Test
  void whoGoesOnRevokesTheEndAndIsRemembered() throws Exception {
    SemanticDetection detection = detection(0.95f, 0.8);
    for (int i = 0; i < 3; i++) {
      speak(detection, "What time is it?", (i + 1) * 2L * SECOND);
      judge(detection, 2);
      detection.wentOn((i + 1) * 2L * SECOND + SECOND / 2);
    }
    assertThat(events).filteredOn("revoked"::equals).hasSize(3);
    assertThat(pauses.usual()).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void judgementsOfAnEarlierPauseChangeNothing() throws Exception {
    SemanticDetection detection = detection(0.95f, 0.8);
    speak(detection, "What time is it?", SECOND);
    List<SessionInput.PauseJudged> late = take(2);
    detection.wentOn(2 * SECOND);
    detection.pauseBegan(3 * SECOND);
    late.forEach(detection::judged);
    assertThat(events).isEmpty();
  }

  @Test
  void wordsThatComeLaterAreJudgedThen() throws Exception {
    SemanticDetection detection = detection(0.95f, 0.8);
    detection.turnBegan();
    detection.heard(utterance("What time"), SECOND / 2);
    detection.pauseBegan(SECOND);
    judge(detection, 1);
    assertThat(complete(detection, 1_000)).as("the words are not known").isFalse();
    detection.heard(utterance("What time is it?"), SECOND);
    judge(detection, 1);
    assertThat(complete(detection, 1_000)).isTrue();
  }

  @Test
  void aModelThatDoesNotAnswerIsNotWaitedForLong() throws Exception {
    SemanticDetection detection =
        new SemanticDetection(
            new EndOfTurnRules(Eagerness.MEDIUM, Expectation.FREE),
            new ScriptedEndOfTurnModel(0.95f).open(),
            _ -> {
              Thread.sleep(Duration.ofDays(1));
              return OptionalDouble.empty();
            },
            pauses,
            letters::add,
            new Events());
    speak(detection, "What time is it?", SECOND);
    judge(detection, 1);
    assertThat(complete(detection, 500)).isFalse();
    assertThat(complete(detection, 1_000)).isTrue();
    detection.close();
  }

  private SemanticDetection detection(float sound, double words) {
    EndOfThought thoughts = _ -> OptionalDouble.of(words);
    return new SemanticDetection(
        new EndOfTurnRules(Eagerness.MEDIUM, Expectation.FREE),
        new ScriptedEndOfTurnModel(sound, sound, sound, sound).open(),
        thoughts,
        pauses,
        letters::add,
        new Events());
  }

  private static void speak(SemanticDetection detection, String text, long pause) {
    detection.turnBegan();
    detection.heard(utterance(text), pause);
    detection.pauseBegan(pause);
  }

  private void judge(SemanticDetection detection, int judgements) throws InterruptedException {
    take(judgements).forEach(detection::judged);
  }

  private List<SessionInput.PauseJudged> take(int count) throws InterruptedException {
    List<SessionInput.PauseJudged> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      SessionInput.Hearing letter = letters.poll(20, TimeUnit.SECONDS);
      assertThat(letter).isInstanceOf(SessionInput.PauseJudged.class);
      taken.add((SessionInput.PauseJudged) letter);
    }
    return taken;
  }

  private static boolean complete(SemanticDetection detection, int silence) {
    return detection.decide(Duration.ofMillis(silence)) instanceof TurnDecision.Complete;
  }

  private static Utterance utterance(String text) {
    return new Utterance(text, "en", Duration.ofSeconds(1));
  }

  private final class Events implements SemanticDetection.Listener {
    @Override
    public void predicted(Verdict verdict, Evidence evidence, Duration inference) {
      events.add("predicted " + verdict.probability());
    }

    @Override
    public void endForeseen(String text) {
      events.add("foreseen " + text);
    }

    @Override
    public void endRevoked() {
      events.add("revoked");
    }
  }
}
