package dev.parley.server.session;

import dev.parley.audio.PcmFormat;
import dev.parley.audio.PcmFrame;
import dev.parley.audio.turn.EndOfTurnPrediction;
import dev.parley.audio.turn.EndOfTurnPredictor;
import dev.parley.audio.turn.TurnDecision;
import dev.parley.server.conversation.Utterance;
import dev.parley.server.llm.EndOfThought;
import dev.parley.server.turn.EndOfTurnRules;
import dev.parley.server.turn.Evidence;
import dev.parley.server.turn.SpeakerPauses;
import dev.parley.server.turn.Verdict;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Lets the sound and the words of a turn decide whether a pause is its end.
///
/// At a pause the sound is judged at once, and the words as soon as the recogniser has all of them.
/// The models compute elsewhere; their judgements come back as letters, each under the number of
/// its pause, so that one that comes too late changes nothing.
final class SemanticDetection implements EndOfTurnDetection {
  /// A recogniser that has listened up to so little before the pause has heard everything: 64 ms.
  private static final long HEARD_ALL = 1_024;

  /// A judgement that takes longer is not waited for.
  private static final Duration JUDGEMENT = Duration.ofMillis(900);

  /// What a detection tells its owner.
  interface Listener {
    /// Another judgement came.
    ///
    /// @param inference how long the models took for this pause so far
    void predicted(Verdict verdict, Evidence evidence, Duration inference);

    /// The person seems to finish with this text.
    void endForeseen(String text);

    /// The person goes on after that.
    void endRevoked();
  }

  private final EndOfTurnRules rules;
  private final EndOfTurnPredictor sound;
  private final EndOfThought thoughts;
  private final SpeakerPauses pauses;
  private final Consumer<SessionInput.Hearing> mailbox;
  private final Listener listener;

  private Utterance said = Utterance.NOTHING;
  private long listenedTo = -1;

  private int pause;
  private boolean inPause;
  private long pauseStart;
  private Evidence evidence = Evidence.NONE;

  /// What the evidence amounts to; asked for at every frame, so it is judged once.
  private Verdict verdict;

  private Duration inference = Duration.ZERO;
  private boolean soundPending;
  private boolean foreseen;
  private @Nullable Thread thinking;

  /// @param sound belongs to the detection from now on
  /// @param pauses of this person, which outlive a change of the rules
  /// @param mailbox gets the judgements, on other threads; must not block
  SemanticDetection(
      EndOfTurnRules rules,
      EndOfTurnPredictor sound,
      EndOfThought thoughts,
      SpeakerPauses pauses,
      Consumer<SessionInput.Hearing> mailbox,
      Listener listener) {
    this.rules = rules;
    this.sound = sound;
    this.thoughts = thoughts;
    this.pauses = pauses;
    this.mailbox = mailbox;
    this.listener = listener;
    this.verdict = rules.judge(Evidence.NONE, pauses.usual());
  }

  @Override
  public void turnBegan() {
    sound.reset();
    leavePause();
    said = Utterance.NOTHING;
    listenedTo = -1;
  }

  @Override
  public void write(PcmFrame frame) {
    sound.write(frame);
  }

  @Override
  public void pauseBegan(long position) {
    leavePause();
    pause++;
    inPause = true;
    pauseStart = position;
    soundPending = true;
    judgeSound(pause);
    if (listenedTo >= pauseStart - HEARD_ALL) {
      judgeWords();
    }
  }

  @Override
  public void wentOn(long position) {
    if (inPause) {
      pauses.add(PcmFormat.SPEECH.duration(Math.max(position - pauseStart, 0)));
      boolean revoked = foreseen;
      leavePause();
      if (revoked) {
        listener.endRevoked();
      }
    }
  }

  @Override
  public void heard(Utterance utterance, long upTo) {
    boolean same = utterance.text().equals(said.text());
    said = utterance;
    listenedTo = upTo;
    if (inPause && listenedTo >= pauseStart - HEARD_ALL && !(evidence.transcribed() && same)) {
      judgeWords();
    }
  }

  @Override
  public void judged(SessionInput.PauseJudged judgement) {
    if (!inPause || judgement.pause() != pause) {
      return;
    }
    switch (judgement) {
      case SessionInput.SoundJudged(int _, OptionalDouble probability, Duration took) -> {
        soundPending = false;
        probability.ifPresent(value -> learn(evidence.withSound(value)));
        inference = inference.plus(took);
      }
      case SessionInput.WordsJudged(int _, String text, var probability, Duration took) -> {
        if (!text.equals(evidence.text())) {
          return;
        }
        thinking = null;
        learn(evidence.withWords(probability));
        inference = inference.plus(took);
      }
    }
    weigh();
  }

  @Override
  public TurnDecision decide(Duration silence) {
    if (!inPause) {
      return new TurnDecision.Wait(EndOfTurnRules.SHORTEST);
    }
    boolean pending = soundPending || thinking != null;
    Duration limit = verdict.limit();
    if (pending && limit.compareTo(JUDGEMENT) < 0) {
      limit = JUDGEMENT;
    }
    return silence.compareTo(limit) >= 0
        ? new TurnDecision.Complete()
        : new TurnDecision.Wait(limit.minus(silence));
  }

  @Override
  public void close() {
    leavePause();
    sound.close();
  }

  private void judgeSound(int number) {
    CompletableFuture<EndOfTurnPrediction> prediction = sound.predict();
    var _ =
        prediction.whenComplete(
            (judged, failure) ->
                mailbox.accept(
                    failure == null
                        ? new SessionInput.SoundJudged(
                            number, OptionalDouble.of(judged.probability()), judged.inference())
                        : new SessionInput.SoundJudged(
                            number, OptionalDouble.empty(), Duration.ZERO)));
  }

  private void judgeWords() {
    stopThinking();
    learn(evidence.withText(said.text().strip(), said.language()));
    if (!said.hasWords() || !isEnglish(said.language())) {
      weigh();
      return;
    }
    int number = pause;
    String text = evidence.text();
    thinking =
        Thread.ofVirtual()
            .name("end-of-thought")
            .start(
                () -> {
                  long start = System.nanoTime();
                  try {
                    OptionalDouble probability = thoughts.probability(text);
                    Duration took = Duration.ofNanos(System.nanoTime() - start);
                    mailbox.accept(new SessionInput.WordsJudged(number, text, probability, took));
                  } catch (InterruptedException e) {
                    // The person went on, so nobody waits for this.
                  }
                });
  }

  /// The small models that can judge in time know little of other languages.
  private static boolean isEnglish(String language) {
    return language.isEmpty() || language.equals("en");
  }

  private void learn(Evidence known) {
    evidence = known;
    verdict = rules.judge(known, pauses.usual());
  }

  private void weigh() {
    listener.predicted(verdict, evidence, inference);
    if (verdict.isForeseen() && evidence.transcribed() && !said.text().isBlank()) {
      foreseen = true;
      listener.endForeseen(evidence.text());
    }
  }

  private void leavePause() {
    stopThinking();
    inPause = false;
    foreseen = false;
    soundPending = false;
    learn(Evidence.NONE);
    inference = Duration.ZERO;
  }

  private void stopThinking() {
    if (thinking != null) {
      thinking.interrupt();
      thinking = null;
    }
  }
}
