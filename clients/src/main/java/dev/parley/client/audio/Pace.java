package dev.parley.client.audio;

/// How fast audio is sent.
public enum Pace {
  /// As a microphone would deliver it: a frame leaves when its last sample would have been heard.
  REAL_TIME,
  /// As fast as the receiver takes it.
  AS_FAST_AS_POSSIBLE
}
