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
record PresentReply(
    int number, @Nullable SayRequested text, boolean interruptible, @Nullable String heldFor) {
  /// Whether a language model makes it.
  boolean isAnswer() {
    return text == null;
  }

  boolean isHeld() {
    return heldFor != null;
  }

  PresentReply released() {
    return new PresentReply(number, text, interruptible, null);
  }
}
