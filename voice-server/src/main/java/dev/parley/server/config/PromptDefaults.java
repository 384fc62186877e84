package dev.parley.server.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What is said when a conversation falters. A text that is left out is Parley's own in the
/// language of the voice; an empty one says nothing.
///
/// @param silence how long nobody may speak; 0: for ever
/// @param stillThere said then; null: Parley's own
/// @param stillThereTimes how often in a row, before the session ends
/// @param notUnderstood said after speech of which no word was understood
/// @param slow how long an answer may be due; 0: for ever
/// @param oneMoment said then; null: Parley's own
/// @param failed said when no language model answered; null: Parley's own
public record PromptDefaults(
    Duration silence,
    @JsonProperty("still_there") @Nullable String stillThere,
    @JsonProperty("still_there_times") Integer stillThereTimes,
    @JsonProperty("not_understood") String notUnderstood,
    Duration slow,
    @JsonProperty("one_moment") @Nullable String oneMoment,
    @Nullable String failed) {

  public static final PromptDefaults DEFAULT =
      new PromptDefaults(null, null, null, null, null, null, null);

  public PromptDefaults(
      @Nullable Duration silence,
      @Nullable String stillThere,
      @Nullable Integer stillThereTimes,
      @Nullable String notUnderstood,
      @Nullable Duration slow,
      @Nullable String oneMoment,
      @Nullable String failed) {
    this.silence =
        Require.within(
            "conversation.prompts.silence",
            silence == null ? Duration.ofSeconds(15) : silence,
            Duration.ZERO,
            Duration.ofMinutes(10));
    this.stillThere = stillThere;
    this.stillThereTimes =
        Require.within(
            "conversation.prompts.still_there_times",
            stillThereTimes == null ? 2 : stillThereTimes,
            0,
            10);
    this.notUnderstood = notUnderstood == null ? "" : notUnderstood;
    this.slow =
        Require.within(
            "conversation.prompts.slow",
            slow == null ? Duration.ofSeconds(3) : slow,
            Duration.ZERO,
            Duration.ofMinutes(1));
    this.oneMoment = oneMoment;
    this.failed = failed;
  }
}
