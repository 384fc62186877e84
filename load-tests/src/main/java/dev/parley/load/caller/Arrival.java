package dev.parley.load.caller;

import dev.parley.proto.v1.ServerMessage;

/// A message of the server.
///
/// @param nanos when it came, of `System.nanoTime()`
/// @param position the same on the time line of the call, in samples of 16 kHz
/// @param number counts the messages of the call from 0
public record Arrival(ServerMessage message, long nanos, long position, int number) {}
