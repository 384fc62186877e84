package dev.parley.asr;

import java.time.Duration;

/// How far a live stream is behind its speaker.
///
/// @param behind for how long the transcript that is being worked on has been due, or how late the
///     last one was
/// @param shed whether partials come more seldom than usual, or not at all, to leave time to finals
public record Lag(Duration behind, boolean shed) {
  /// Everything in time.
  public static final Lag NONE = new Lag(Duration.ZERO, false);
}
