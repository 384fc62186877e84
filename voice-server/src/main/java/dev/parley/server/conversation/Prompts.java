package dev.parley.server.conversation;

import java.time.Duration;

/// What is said when the conversation falters. An empty text says nothing.
///
/// @param silence how long nobody may speak; zero: for ever
/// @param stillThere said then
/// @param stillThereTimes how often in a row, before the session ends
/// @param notUnderstood said after speech of which no word was understood
/// @param slow how long an answer may be due; zero: for ever
/// @param oneMoment said then
/// @param failed said instead of an answer that no language model gave
public record Prompts(
    Duration silence,
    String stillThere,
    int stillThereTimes,
    String notUnderstood,
    Duration slow,
    String oneMoment,
    String failed) {

  /// Silence at every trouble.
  public static final Prompts NONE = new Prompts(Duration.ZERO, "", 0, "", Duration.ZERO, "", "");
}
