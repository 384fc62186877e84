package dev.parley.load.live;

import java.util.List;

/// What came of sending one track.
///
/// @param partialLag from sending the last audio that a partial covers to its arrival
/// @param finalLatency from sending the last voiced sample to the arrival of the final
/// @param lateness of frames against the schedule
/// @param finals in the order of their arrival
/// @param overloads messages of the server that it is behind
/// @param speechStarts how often the server noticed speech
record Delivery(
    Latencies partialLag,
    Latencies finalLatency,
    Latencies lateness,
    List<HeardFinal> finals,
    int overloads,
    int speechStarts) {

  /// @param listenedTo position in samples
  record HeardFinal(String text, long listenedTo) {}
}
