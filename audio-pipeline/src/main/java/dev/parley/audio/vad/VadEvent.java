package dev.parley.audio.vad;

/// What the [VoiceActivityGate] found. Positions are samples of the stream it listens to.
public sealed interface VadEvent {
  /// Where speech starts or ends.
  long position();

  /// Somebody speaks.
  ///
  /// @param position the start of the first voiced frame; by when the event comes, the minimum
  ///     speech duration has passed since
  record SpeechStarted(long position) implements VadEvent {}

  /// Nobody speaks any longer.
  ///
  /// @param position the end of the last voiced frame; by when the event comes, the hangover has
  ///     passed since, unless a flush ended the speech
  record SpeechEnded(long position) implements VadEvent {}
}
