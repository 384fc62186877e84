package dev.parley.server.conversation;

import dev.parley.server.conversation.SessionEvent.Person.SayRequested;
import org.jspecify.annotations.Nullable;

/// The reply that is alive.
///
/// @param number counts the replies of the session from 1
/// @param text that the application or the server wants said; null for a language model's answer
/// @param interruptible whether speech may stop it
/// @param heldFor what the person must turn out to have said for it to be heard; null once it may
///     be heard
/// @param filler said while the answer was awaited; empty if it came in time
record PresentReply(
    int number,
    @Nullable SayRequested text,
    boolean interruptible,
    @Nullable String heldFor,
    String filler) {
  /// A reply without a filler.
  PresentReply(
      int number, @Nullable SayRequested text, boolean interruptible, @Nullable String heldFor) {
    this(number, text, interruptible, heldFor, "");
  }

  /// Whether a language model makes it.
  boolean isAnswer() {
    return text == null;
  }

  boolean isHeld() {
    return heldFor != null;
  }

  boolean isFilled() {
    return !filler.isBlank();
  }

  /// Whether it is an answer of which nothing was heard but the filler.
  boolean isUnanswered(String heard) {
    return isAnswer() && heard.strip().length() <= filler.strip().length();
  }

  PresentReply released() {
    return new PresentReply(number, text, interruptible, null, filler);
  }

  PresentReply filled(String words) {
    return new PresentReply(number, text, interruptible, heldFor, words);
  }
}
