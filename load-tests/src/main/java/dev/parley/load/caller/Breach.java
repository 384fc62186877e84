package dev.parley.load.caller;

/// A rule of conversations that a server broke.
///
/// @param rule its name
/// @param detail what happened, as a clause
/// @param position when, in samples of 16 kHz since the start of the call
public record Breach(Rule rule, String detail, long position) {
  /// What holds in every call.
  public enum Rule {
    /// Messages are numbered without gaps.
    MESSAGES_WITHOUT_GAPS,
    /// Once a reply speaks, no earlier one does.
    ONE_REPLY_AT_A_TIME,
    /// Nothing is heard of a reply that was interrupted for good.
    SILENT_WHEN_INTERRUPTED,
    /// A reply is announced by its text before anything else tells of it.
    REPLIES_ANNOUNCED,
    /// The audio of a reply goes on where it was.
    AUDIO_IN_ORDER,
    /// A turn that started stops before another starts, and before the call ends.
    TURNS_STOP,
    /// What was heard of a reply is not taken back.
    HEARD_TEXT_GROWS,
    /// The session closes in good order.
    SESSION_CLOSES
  }

  @Override
  public String toString() {
    return "%s after %.2f s: %s".formatted(rule, position / 16_000.0, detail);
  }
}
