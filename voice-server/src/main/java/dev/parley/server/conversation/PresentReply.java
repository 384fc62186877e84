package dev.parley.server.conversation;

import org.jspecify.annotations.Nullable;

/// The reply that is alive.
///
/// @param number counts the replies of the session from 1
/// @param answer whether a language model makes it
/// @param interruptible whether speech may stop it
/// @param heldFor what the person must turn out to have said for it to be heard; null once it may
///     be heard
record PresentReply(int number, boolean answer, boolean interruptible, @Nullable String heldFor) {
  boolean isHeld() {
    return heldFor != null;
  }

  PresentReply released() {
    return new PresentReply(number, answer, interruptible, null);
  }
}
