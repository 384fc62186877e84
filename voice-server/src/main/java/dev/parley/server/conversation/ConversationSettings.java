package dev.parley.server.conversation;

import java.time.Duration;

/// The rules that can be chosen.
///
/// @param interruptible whether speech stops a spoken reply
/// @param anticipation whether replies are prepared before the turn has surely ended
/// @param interruption what stops a spoken reply
/// @param prompts what is said when the conversation falters
/// @param deadlines how long things may take
public record ConversationSettings(
    boolean interruptible,
    boolean anticipation,
    InterruptionRules interruption,
    Prompts prompts,
    Deadlines deadlines) {

  /// How long things may take, so that no state lasts for ever.
  ///
  /// @param transcript of the final transcript before the turn is given up
  /// @param answer of the first audio of an answer before it is given up
  /// @param keyPause after the last telephone key, before the keys count as a turn
  /// @param turn of the person before what they said is taken for all
  public record Deadlines(Duration transcript, Duration answer, Duration keyPause, Duration turn) {
    public static final Deadlines DEFAULT =
        new Deadlines(
            Duration.ofSeconds(15),
            Duration.ofSeconds(60),
            Duration.ofSeconds(2),
            Duration.ofSeconds(90));
  }

  public static final ConversationSettings DEFAULT =
      new ConversationSettings(
          true, true, InterruptionRules.DEFAULT, Prompts.NONE, Deadlines.DEFAULT);

  public ConversationSettings withInterruptible(boolean allowed) {
    return new ConversationSettings(allowed, anticipation, interruption, prompts, deadlines);
  }

  public ConversationSettings withInterruption(InterruptionRules rules) {
    return new ConversationSettings(interruptible, anticipation, rules, prompts, deadlines);
  }

  public ConversationSettings withPrompts(Prompts texts) {
    return new ConversationSettings(interruptible, anticipation, interruption, texts, deadlines);
  }
}
