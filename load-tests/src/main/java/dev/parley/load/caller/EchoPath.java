package dev.parley.load.caller;

import java.time.Duration;

/// How the loudspeaker is heard by the microphone.
///
/// @param decibels by which it is louder than it was sent; usually negative
/// @param delay from the loudspeaker to the microphone
public record EchoPath(double decibels, Duration delay) {
  double gain() {
    return Math.pow(10, decibels / 20);
  }
}
