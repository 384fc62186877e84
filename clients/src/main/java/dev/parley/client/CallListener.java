package dev.parley.client;

import org.jspecify.annotations.Nullable;

/// Takes what the server says in one call.
///
/// Methods are called one at a time, in the order of the messages, on a thread of the client. A
/// method may block, which holds the server back; but it must not wait for
/// [VoiceCall#sendAudio] or another sending method that may wait, since room for sending is
/// reported on the same thread.
///
/// @param <R> the call's responses
@FunctionalInterface
public interface CallListener<R> {
  /// The next message.
  void message(R message);

  /// The call is over; nothing follows.
  ///
  /// @param failure why, or null if the server completed the call or this side cancelled it
  default void ended(@Nullable CallFailedException failure) {}
}
