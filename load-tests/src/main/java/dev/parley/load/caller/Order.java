package dev.parley.load.caller;

import dev.parley.proto.v1.ClientMessage;

/// A message of the caller that is not audio.
///
/// @param position where in the call it was sent, in samples of 16 kHz
public record Order(ClientMessage message, long position) {}
